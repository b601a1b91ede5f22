package org.rapport.training;

import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Channel;

/**
 * One session on the model's grid.
 *
 * @param session where it comes from
 * @param emitterChannels K channels, in the order of the columns
 * @param receiverChannels L channels
 * @param provenance how the rows were made
 * @param times the rows' times in seconds
 * @param emitter rows x K, in the devices' units; NaN is missing
 * @param receiver rows x L
 * @param labels rows x 2, competence and warmth as the receiver reported them; NaN before the first report
 */
record Recording(Study.Session session, List<Channel> emitterChannels, List<Channel> receiverChannels, Map<String, String> provenance,
        double[] times, float[] emitter, float[] receiver, float[] labels) {

    int rows() {
        return times.length;
    }

    /** The same receiver and labels with the emitter of another session: a pseudo-dyad, cut to the shorter of both. */
    Recording withEmitterOf(Recording other) {
        int rows = Math.min(rows(), other.rows());
        return new Recording(session, emitterChannels, receiverChannels, provenance, java.util.Arrays.copyOf(times, rows),
                java.util.Arrays.copyOf(other.emitter, rows * emitterChannels.size()),
                java.util.Arrays.copyOf(receiver, rows * receiverChannels.size()), java.util.Arrays.copyOf(labels, rows * 2));
    }
}
