package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.training.Planted;

class CalibratingTest {
    private static final int ROWS = 500;
    private static final List<Contract.Target> TARGETS = List.of(new Contract.Target("warmth", "points", 50, 10));

    /**
     * Sessions whose labels lie around 50 with a deviation of 10.
     *
     * @param size how large predictions are of what the labels do
     * @param noise what is wrong with them
     * @param shift how far they are below the labels, and how much that differs from one session to another
     */
    private static List<Series> sessions(int count, double size, double noise, double shift, double apart) {
        List<Series> sessions = new ArrayList<>();
        Random random = new Random(count);
        for (int session = 0; session < count; session++) {
            float[] labels = new float[ROWS];
            float[] predictions = new float[ROWS];
            double own = shift + apart * random.nextGaussian();
            for (int i = 0; i < ROWS; i++) {
                double change = 10 * random.nextGaussian();
                predictions[i] = (float) (50 + size * change + noise * random.nextGaussian());
                labels[i] = (float) (50 + change + own);
            }
            sessions.add(new Series(Planted.dyad(Planted.session("s" + session, "e" + session, "r" + session), ROWS, session),
                    IntStream.range(0, ROWS).toArray(), new float[][]{predictions}, new float[][]{labels}));
        }
        return sessions;
    }

    @Test
    void predictionsThatAreTooSmallGetTheSizeOfTheLabels() {
        List<Series> validation = sessions(8, 0.3, 1, 0, 0);
        List<Calibration> found = Calibrating.fit(validation, TARGETS);
        List<Series> unseen = sessions(9, 0.3, 1, 0, 0);
        Scores before = Series.scores(unseen, 0);
        Scores after = Series.scores(unseen.stream().map(one -> Calibrating.apply(one, found)).toList(), 0);
        assertThat(before.sdRatio()).isCloseTo(0.316, within(0.02));
        assertThat(after.sdRatio()).isCloseTo(1, within(0.03));
        assertThat(after.bias()).isCloseTo(0, within(0.5));
        assertThat(after.ccc()).isGreaterThan(before.ccc() + 0.3);
        assertThat(after.pearson()).isCloseTo(before.pearson(), within(1e-6));
    }

    @Test
    void aShiftIsTakenOverIfSessionsAgreeOnIt() {
        Calibration agreed = Calibrating.fit(sessions(8, 1, 0.1, 6, 1), TARGETS).get(0);
        assertThat(agreed.of(50)).isCloseTo(56, within(1.5));
        Calibration chance = Calibrating.fit(sessions(4, 1, 0.1, 0, 6), TARGETS).get(0);
        assertThat(Math.abs(chance.of(50) - 50)).isLessThan(3);
        Calibration one = Calibrating.fit(sessions(1, 1, 0.1, 6, 0), TARGETS).get(0);
        assertThat(one.of(50)).as("one session cannot agree with others").isCloseTo(50, within(1e-9));
    }

    @Test
    void predictionsThatSayNothingStayAsTheyAre() {
        assertThat(Calibrating.fit(sessions(5, -0.2, 1, 0, 0), TARGETS)).containsExactly(Calibration.NONE);
        assertThat(Calibrating.fit(sessions(5, 0, 0, 0, 0), TARGETS)).containsExactly(Calibration.NONE);
        assertThat(Calibrating.fit(List.of(), TARGETS)).containsExactly(Calibration.NONE);
        assertThat(Calibrating.fit(sessions(5, 0.001, 0, 0, 0), TARGETS).get(0).slope()).as("at most").isEqualTo(5);
    }

    @Test
    void whatIsUndoneIsAsItWas() {
        List<Series> some = sessions(2, 0.5, 1, 3, 0);
        List<Calibration> found = List.of(new Calibration(2.5, -70));
        Series again = Calibrating.undo(Calibrating.apply(some.get(0), found), found);
        assertThat(again.predictions()[0]).usingComparatorWithPrecision(1e-4f).containsExactly(some.get(0).predictions()[0]);
    }
}
