package org.rapport.dsp.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OfflineResamplingTest {

    @Test
    void decimationRefusesWhatItCannotDoWell() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Decimation(14)).withMessageContaining("choose 2 to 13");
        assertThatIllegalArgumentException().isThrownBy(() -> new Decimation(1)).withMessageContaining("choose 2 to 13");
        assertThatIllegalArgumentException().isThrownBy(() -> new Decimation(2).apply(new double[27]))
                .withMessageContaining("there are 27");
    }

    @Test
    void decimationDoesNotDelay() {
        double[] slow = IntStream.range(0, 2000).mapToDouble(i -> Math.sin(0.01 * i)).toArray();
        double[] decimated = new Decimation(4).apply(slow);
        assertThat(decimated).hasSize(500);
        for (int i = 25; i < 475; i++) {
            assertThat(decimated[i]).isCloseTo(slow[4 * i], within(0.012)); // the ripple of two passes
        }
    }

    @Test
    void resamplingRefusesNothingness() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FourierResampling(0)).withMessageContaining("choose 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new FourierResampling(3).apply(new double[0]))
                .withMessageContaining("at least one");
    }

    @Test
    void aMissingValueIsNeverInvented() {
        double[] signal = IntStream.range(0, 100).mapToDouble(i -> i == 60 ? Double.NaN : i).toArray();
        assertThat(Arrays.stream(new Decimation(3).apply(signal)).allMatch(Double::isNaN)).isTrue();
        assertThat(Arrays.stream(new FourierResampling(30).apply(signal)).allMatch(Double::isNaN)).isTrue();
    }
}
