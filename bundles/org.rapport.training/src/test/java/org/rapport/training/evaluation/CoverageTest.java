package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.model.Scores;

/**
 * What intervals hold in simulated studies whose people differ. Prints the rows of the table in the documentation; some thousand
 * studies each, as there, with {@code -Drapport.coverage.studies=2000}.
 */
class CoverageTest {
    private static final int STUDIES = Integer.getInteger("rapport.coverage.studies", 150);
    private static final int SAMPLES = 40;
    private static final int NEW_PEOPLE = 50;
    private static final int CROWD = 20_000;

    /** What is to be within two points; with few studies chance adds its own. */
    private static double tolerance(double deviation) {
        return 0.02 + 2.5 * deviation / Math.sqrt(STUDIES);
    }

    /**
     * @param person the part of the variance of errors that is the person's
     * @param scale how much people differ in the size of their errors: the standard deviation of its logarithm
     */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.3, 0", "0.6, 0", "0.9, 0", "0, 0.3", "0, 0.6"})
    void intervalsOfPredictionsHoldNineOfTenLabelsOfNewPeople(double person, double scale) {
        Random random = new Random(1);
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "| %.0f %% of the errors, sizes e^%.1f apart |", 100 * person, scale));
        for (int dyads : new int[]{5, 9, 10, 15, 20, 40}) {
            double held = 0;
            int studies = 0;
            for (int study = 0; study < STUDIES; study++) {
                double halfWidth = Conformal.halfWidth(errors(dyads, person, scale, random));
                if (Double.isFinite(halfWidth)) {
                    held += errors(NEW_PEOPLE, person, scale, random).stream()
                            .mapToDouble(one -> IntStream.range(0, SAMPLES).filter(i -> one[i] <= halfWidth).count()).sum()
                            / NEW_PEOPLE / SAMPLES;
                    studies++;
                }
            }
            row.append(studies == 0 ? " unavailable |" : String.format(Locale.ROOT, " %.1f |", 100 * held / studies));
            if (studies > 0) {
                assertThat(held / studies).as("%d dyads", dyads).isCloseTo(0.9, within(tolerance(0.09)));
            }
            assertThat(studies).isEqualTo(dyads < Conformal.FEWEST ? 0 : STUDIES);
        }
        System.out.println(row);
    }

    /** Sorted sizes of errors, neighbours of which are alike. */
    private static List<double[]> errors(int dyads, double person, double scale, Random random) {
        List<double[]> all = new ArrayList<>();
        for (int dyad = 0; dyad < dyads; dyad++) {
            double own = Math.sqrt(person) * random.nextGaussian();
            double size = Math.exp(scale * random.nextGaussian());
            double walk = random.nextGaussian();
            double[] errors = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                walk = 0.9 * walk + Math.sqrt(1 - 0.81) * random.nextGaussian();
                errors[i] = Math.abs(size * (own + Math.sqrt(1 - person) * walk));
            }
            java.util.Arrays.sort(errors);
            all.add(errors);
        }
        return all;
    }

    /**
     * @param person the part of the variance of labels that is the person's
     * @param skill how much of a label's change is predicted, on average
     * @param apart how much people differ in it
     */
    @ParameterizedTest
    @CsvSource({"0, 0.2, 0.2", "0, 0.6, 0.5", "0.3, 0.6, 0.2", "0.3, 1, 0.1", "0.6, 0.6, 0.2", "0.6, 1, 0.1"})
    void intervalsOfTheCccHoldThatOfAllPeopleNineteenTimesOfTwenty(double person, double skill, double apart) {
        Random random = new Random(2);
        double truth = study(CROWD, person, skill, apart, random).stream().reduce(PairSums.NONE, PairSums::plus).scores().ccc();
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "| %.0f %% of the labels, CCC %.2f |", 100 * person, truth));
        for (int dyads : new int[]{5, 10, 15, 20, 40}) {
            double held = 0;
            int studies = 0;
            for (int study = 0; study < 4 * STUDIES; study++) {
                Interval interval = Jackknife.ofCorrelation(study(dyads, person, skill, apart, random), Scores::ccc);
                studies += interval.isKnown() ? 1 : 0;
                held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            }
            row.append(studies == 0 ? " unavailable |" : String.format(Locale.ROOT, " %.1f |", 100 * held / studies));
            if (studies > 0) {
                assertThat(held / studies).as("%d dyads", dyads).isCloseTo(0.95, within(tolerance(0.11)));
            }
            assertThat(studies).isEqualTo(dyads < Jackknife.FEWEST ? 0 : 4 * STUDIES);
        }
        System.out.println(row);
    }

    private static List<PairSums> study(int dyads, double person, double skill, double apart, Random random) {
        List<PairSums> study = new ArrayList<>();
        for (int dyad = 0; dyad < dyads; dyad++) {
            double level = Math.sqrt(person) * random.nextGaussian();
            double own = Math.max(-0.5, Math.min(1.2, skill + apart * random.nextGaussian()));
            double offset = 0.3 * Math.sqrt(person) * random.nextGaussian();
            double p = 0;
            double l = 0;
            double pp = 0;
            double ll = 0;
            double pl = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double change = Math.sqrt(1 - person) * random.nextGaussian();
                double prediction = own * change + 0.4 * random.nextGaussian() + offset;
                double label = level + change;
                p += prediction;
                l += label;
                pp += prediction * prediction;
                ll += label * label;
                pl += prediction * label;
            }
            study.add(new PairSums(SAMPLES, p, l, pp, ll, pl));
        }
        return study;
    }
}
