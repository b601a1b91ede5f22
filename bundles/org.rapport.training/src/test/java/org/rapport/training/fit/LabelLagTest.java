package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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
        LabelLag.Estimate lag = new LabelLag(Planted.study(dyads), Planted.options(1).window())
                .estimate(seconds -> dyads.stream().map(dyad -> moved(dyad, 1.2 - seconds)).toList());
        assertThat(lag.seconds()).isCloseTo(1.2, within(0.201));
        assertThat(lag.correlation()).isGreaterThan(0.8);
        assertThat(lag.toString()).startsWith("label lag 1.").contains("(r 0.").doesNotContain("study.json");
    }

    @Test
    void findsItWhereOnlyTheTwoTogetherTell() throws Exception {
        for (int seed = 0; seed < 4; seed++) {
            List<Recording> dyads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                dyads.add(together(Planted.dyad(Planted.session("s" + i, "e" + i, "r" + i), 600, 100 * seed + i)));
            }
            LabelLag.Estimate lag = new LabelLag(Planted.study(dyads), Planted.options(1).window())
                    .estimate(seconds -> dyads.stream().map(dyad -> moved(dyad, 1.4 - seconds)).toList());
            assertThat(lag.seconds()).isCloseTo(1.4, within(0.201));
        }
    }

    @Test
    void aLagThatIsLongerThanWhatIsTriedIsNoResult() throws Exception {
        List<Recording> dyads = Planted.dyads(6, 600);
        LabelLag.Estimate lag = new LabelLag(Planted.study(dyads), Planted.options(1).window())
                .estimate(seconds -> dyads.stream().map(dyad -> moved(dyad, 5.6 - seconds)).toList());
        assertThat(lag.isAtBound()).isTrue();
        assertThat(lag.toString()).contains("the longest that is tried, so it is no result");
    }

    /** With labels that are products of the two people's signals. */
    private static Recording together(Recording dyad) {
        float[] labels = new float[2 * dyad.rows()];
        float[] emitter = dyad.emitter().toArray();
        float[] receiver = dyad.receiver().toArray();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = emitter[i] * receiver[i];
        }
        return new Recording(dyad.session(), dyad.emitterChannels(), dyad.receiverChannels(), dyad.provenance(), dyad.times(),
                dyad.emitter(), dyad.receiver(), FeatureRows.of(labels, 2));
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
