package org.rapport.training.tune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.training.tune.SuccessiveHalving.Round;

class SuccessiveHalvingTest {

    @Test
    void theLastRoundDecidesAmongAFewWithAllEpochs() {
        assertThat(new SuccessiveHalving(9, 3, 9).rounds()).containsExactly(new Round(3, 9), new Round(9, 3));
        assertThat(new SuccessiveHalving(27, 3, 40).rounds()).containsExactly(new Round(4, 27), new Round(13, 9),
                new Round(40, 3));
        assertThat(new SuccessiveHalving(3, 3, 40).rounds()).containsExactly(new Round(40, 3));
    }

    @Test
    void aRoundThatWouldFindTheSameAgainIsLeftOut() {
        assertThat(new SuccessiveHalving(27, 3, 1).rounds()).containsExactly(new Round(1, 27));
        assertThat(new SuccessiveHalving(27, 3, 2).rounds()).containsExactly(new Round(1, 27), new Round(2, 3));
    }

    @ParameterizedTest
    @CsvSource({"2,2,1", "5,2,7", "100,3,40", "1000,2,100", "7,10,5"})
    void roundsHaveMoreEpochsAndFewerTrialsEachTimeAndEndWithAll(int trials, int keep, int epochs) {
        var rounds = new SuccessiveHalving(trials, keep, epochs).rounds();
        assertThat(rounds.get(0).trials()).isEqualTo(trials);
        assertThat(rounds.get(rounds.size() - 1).epochs()).isEqualTo(epochs);
        for (int i = 1; i < rounds.size(); i++) {
            assertThat(rounds.get(i).epochs()).isGreaterThan(rounds.get(i - 1).epochs());
            assertThat(rounds.get(i).trials()).isLessThan(rounds.get(i - 1).trials());
        }
    }
}
