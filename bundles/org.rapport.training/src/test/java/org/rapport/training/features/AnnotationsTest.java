package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.training.study.Combination;

class AnnotationsTest {
    private static final float NONE = Float.NaN;

    private static Reports reports(double[] times, float... values) {
        return new Reports(times, values);
    }

    @Test
    void theReportsOfOneStayAsTheyAre() {
        Reports one = reports(new double[]{1, 1, 2}, 3, 4, 5);
        assertThat(new Annotations(List.of(one)).as(Combination.EWE)).isSameAs(one);
    }

    @Test
    void theMeanIsOfThoseWhoHaveReportedAndChangesWithAnyOfThem() {
        Reports mean = new Annotations(List.of(reports(new double[]{1, 3}, 2, 4), reports(new double[]{2, 3, 5}, 0, 2, NONE)))
                .as(Combination.MEAN);
        assertThat(mean.times()).containsExactly(1, 2, 3, 5);
        assertThat(mean.values()).containsExactly(2, 1, 3, 4);
    }

    @Test
    void whoReportedNothingIsNotCounted() {
        Reports mean = new Annotations(List.of(reports(new double[]{1}, 7), Reports.NONE)).as(Combination.EWE);
        assertThat(mean.values()).containsExactly(7);
    }

    /** Two agree, a third says the opposite of both by the same amount: the mean is a third of theirs, and he has no weight. */
    @Test
    void inTheWeightedEstimatorWhoContradictsAllDoesNotCount() {
        double[] times = IntStream.range(0, 200).mapToDouble(i -> i * 0.25).toArray();
        float[] wave = new float[times.length];
        float[] against = new float[times.length];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(i * 0.2);
            against[i] = -wave[i];
        }
        Annotations three = new Annotations(List.of(reports(times, wave), reports(times, wave), reports(times, against)));
        assertThat(three.as(Combination.MEAN).values()[8]).isCloseTo(wave[8] / 3, within(1e-6f));
        assertThat(three.as(Combination.EWE).values()).containsExactly(wave);
    }

    /** By hand: means 0.5, 1.5, 1, 2; r of the first (0, 1, 1, 2) with it 0.9487, of the second (1, 2, 1, 2) 0.8944. */
    @Test
    void weightsAreTheCorrelationsWithTheMean() {
        double[] times = {0, 0.25, 0.5, 0.75};
        Annotations two = new Annotations(List.of(reports(times, 0, 1, 1, 2), reports(times, 1, 2, 1, 2)));
        double first = 0.948683;
        double second = 0.894427;
        assertThat(two.as(Combination.EWE).values()[0]).isCloseTo((float) (second / (first + second)), within(1e-5f));
    }
}
