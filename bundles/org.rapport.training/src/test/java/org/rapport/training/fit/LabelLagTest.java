package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

class LabelLagTest {
    @Test
    void findsByHowMuchReportsComeLate() throws Exception {
        List<Recording> dyads = Planted.dyads(4, 400);
        double lag = new LabelLag(Planted.study(dyads), Planted.options(1).window())
                .estimate(seconds -> dyads.stream().map(dyad -> moved(dyad, 1.2 - seconds)).toList());
        assertThat(lag).isCloseTo(1.2, within(0.101));
    }

    /** With labels that come so many seconds late. */
    private static Recording moved(Recording dyad, double seconds) {
        int late = (int) Math.round(seconds * Planted.RATE);
        float[] before = dyad.labels().toArray();
        float[] after = new float[before.length];
        Arrays.fill(after, Float.NaN);
        for (int row = 0; row < dyad.rows(); row++) {
            if (row - late >= 0 && row - late < dyad.rows()) {
                after[2 * row] = before[2 * (row - late)];
                after[2 * row + 1] = before[2 * (row - late) + 1];
            }
        }
        return new Recording(dyad.session(), dyad.emitterChannels(), dyad.receiverChannels(), dyad.provenance(), dyad.times(),
                dyad.emitter(), dyad.receiver(), FeatureRows.of(after, 2));
    }
}
