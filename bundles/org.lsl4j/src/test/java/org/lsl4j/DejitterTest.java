package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DejitterTest {
    private static final double[] IN = {5000.500, 5000.513, 5000.519, 5000.533, 5000.538, 5000.552, 5000.561, 5000.568, 5000.584,
            5000.589};
    /** Output of the native library. */
    private static final double[] OUT = {5000.500000360, 5000.513000000, 5000.520166517, 5000.531999951, 5000.539799805,
            5000.550761843, 5000.560857095, 5000.569666491, 5000.581155626, 5000.590454485};

    @Test
    void agreesWithTheNativeFilter() {
        Dejitter dejitter = new Dejitter(100, 90);
        for (int i = 0; i < IN.length; i++) {
            assertThat(dejitter.smooth(IN[i])).isCloseTo(OUT[i], within(1e-9));
        }
    }

    @Test
    void followsTheLineAfterLostSamples() {
        Dejitter dejitter = new Dejitter(100, 90);
        for (int i = 0; i < 1000; i++) {
            dejitter.smooth(50 + i * 0.01);
        }
        dejitter.skip(500);
        assertThat(dejitter.smooth(65)).isCloseTo(65, within(1e-6));
    }

    @Test
    void leavesIrregularStampsAlone() {
        Dejitter dejitter = new Dejitter(0, 90);
        assertThat(dejitter.smooth(1.25)).isEqualTo(1.25);
        assertThat(dejitter.smooth(9)).isEqualTo(9);
    }
}
