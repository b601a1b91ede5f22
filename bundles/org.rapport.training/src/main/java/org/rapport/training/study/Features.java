package org.rapport.training.study;

import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Channel;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Rows;
import org.rapport.training.data.Session;

/**
 * What a pipeline made of one recording, and what the receiver reported.
 *
 * @param emitterChannels K channels, in the order of the columns
 * @param receiverChannels L channels
 * @param provenance how the rows were made
 * @param times the rows' times in seconds
 * @param emitter rows x K, in the devices' units; NaN is missing
 * @param receiver rows x L
 * @param labels one for each of {@link Study#TARGETS}
 */
record Features(List<Channel> emitterChannels, List<Channel> receiverChannels, Map<String, String> provenance, double[] times,
        Rows emitter, Rows receiver, List<Reports> labels) {

    /** @param labelLag seconds by which reports come after what they are about */
    Recording recording(Session session, double labelLag) {
        int targets = labels.size();
        float[] held = new float[times.length * targets];
        for (int target = 0; target < targets; target++) {
            float[] values = labels.get(target).held(times, labelLag);
            for (int row = 0; row < values.length; row++) {
                held[row * targets + target] = values[row];
            }
        }
        return new Recording(session, emitterChannels, receiverChannels, provenance, times, emitter, receiver,
                Rows.of(held, targets));
    }
}
