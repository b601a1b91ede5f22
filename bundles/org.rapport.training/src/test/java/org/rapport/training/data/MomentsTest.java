package org.rapport.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.training.Planted;

class MomentsTest {
    @Test
    void missingValuesAreLeftOut() {
        Recording planted = Planted.dyads(1, 4).get(0);
        Recording recording = planted.with(
                FeatureRows.of(new float[]{1, Float.NaN, 3, Float.NaN, Float.NaN, Float.NaN, 5, Float.NaN}, 2),
                planted.receiver());
        Moments moments = Moments.of(List.of(recording, recording), 2, Recording::emitter);
        assertThat(moments.mean(0)).isEqualTo(3);
        assertThat(moments.deviation(0)).isCloseTo(Math.sqrt(8.0 / 3), within(1e-12));
        assertThat(moments.isEmpty(0)).isFalse();
        assertThat(moments.isEmpty(1)).isTrue();
        assertThat(moments.deviation(1)).isZero();
    }
}
