package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;

class FeatureGapsTest {
    @Test
    void aWholeSessionHasNone() {
        assertThat(FeatureGaps.of(Planted.dyads(1, 50).get(0), Planted.TARGETS)).isEmpty();
    }

    @Test
    void labelsAndModalitiesThatAreNotThereAreNamed() {
        Recording whole = Planted.dyads(1, 50).get(0);
        float[] labels = whole.labels().toArray();
        for (int row = 0; row < 50; row++) {
            labels[2 * row + 1] = Float.NaN;
        }
        Recording holed = new Recording(whole.session(), whole.emitterChannels(), whole.receiverChannels(), whole.provenance(),
                whole.times(), whole.emitter(), whole.receiver().withoutValues(0), FeatureRows.of(labels, 2));
        assertThat(FeatureGaps.of(holed, Planted.TARGETS)).containsExactly(
                "session s0: has no warmth label, so it counts for nothing there",
                "session s0: the receiver's ECG (heart) has no value");
        labels[1] = 3; // one report is enough
        assertThat(FeatureGaps.of(new Recording(whole.session(), whole.emitterChannels(), whole.receiverChannels(),
                whole.provenance(), whole.times(), whole.emitter(), whole.receiver(),
                FeatureRows.of(Arrays.copyOf(labels, labels.length), 2)), Planted.TARGETS)).isEmpty();
    }
}
