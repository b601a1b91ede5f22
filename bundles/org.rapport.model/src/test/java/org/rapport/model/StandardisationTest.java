package org.rapport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;

class StandardisationTest {
    private static final List<Contract.Input> COLUMNS = List.of(input("a", 10, 2), input("b", 0, 0.5), input("constant", 3, 0));

    private static Contract.Input input(String label, double mean, double std) {
        return new Contract.Input(new Channel(Role.EMITTER, "Face", label, "", "", Channel.Scale.CONTINUOUS), mean, std);
    }

    @Test
    void bringsColumnsToMeanZeroAndDeviationOneAndWhatIsMissingToTheMean() {
        Standardisation any = new Standardisation(COLUMNS, Double.POSITIVE_INFINITY, false);
        assertThat(any.apply(new float[]{14, -1, 7, Float.NaN, Float.POSITIVE_INFINITY, 3})).containsExactly(2, -2, 0, 0, 0, 0);
        assertThatThrownBy(() -> any.apply(new float[4])).hasMessage("4 values are no whole rows of 3");
    }

    @Test
    void whatIsFartherThanTheLimitIsAtTheLimit() {
        Standardisation limited = new Standardisation(COLUMNS, 10, false);
        assertThat(limited.apply(new float[]{30, -5, 5, 31, -6, 5})).containsExactly(10, -10, 0, 10, -10, 0);
        assertThat(limited.apply(new float[]{1e38f, -3e38f, 1e38f})).containsExactly(10, -10, 0);
    }

    @Test
    void aModelThatSaysNoLimitIsAsItWasButForWhatNoTrainingCanHold() {
        Standardisation any = new Standardisation(COLUMNS, Double.POSITIVE_INFINITY, false);
        assertThat(any.apply(new float[]{1010, -3000, 1e38f})).containsExactly(500, -6000, 0);
        assertThat(any.apply(new float[]{1e38f, -3e38f, 3})).containsExactly(0, 0, 0);
    }

    @Test
    void aMaskForEachModalitySaysWhetherAnyOfItsColumnsHasANumber() {
        List<Contract.Input> face = COLUMNS.subList(0, 2);
        Contract.Input heart = new Contract.Input(new Channel(Role.EMITTER, "ECG", "heart", "", "", Channel.Scale.CONTINUOUS), 1,
                2);
        Standardisation masked = new Standardisation(List.of(face.get(0), heart, face.get(1)), 10, true);
        float nan = Float.NaN;
        assertThat(masked.apply(new float[]{14, 5, -1, nan, 5, 0.5f, nan, nan, Float.POSITIVE_INFINITY})).containsExactly(2, 2,
                -2, 1, 1, 0, 2, 1, 1, 1, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> masked.apply(new float[5])).hasMessage("5 values are no whole rows of 3");
    }
}
