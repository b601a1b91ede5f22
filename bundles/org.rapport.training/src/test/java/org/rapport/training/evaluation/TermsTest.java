package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Channel;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;

/** What regressions see of a row, and which penalty they take, each counted once more in the plainest way. */
class TermsTest {
    private static final double NEAR = 1e-5;
    private static final double MEAN = 0.5;
    private static final double STD = 2;
    private static final Recording DYAD = dyad(12, 5);
    private static final Contract CONTRACT = new Contract(inputs(DYAD.emitterChannels()), inputs(DYAD.receiverChannels()),
            DYAD.provenance(), new Contract.Window(2, 1, 0),
            List.of(new Contract.Target("competence", "", 1, 3), new Contract.Target("warmth", "", -1, 0.5)),
            new Contract.Study("s", "0", true), new Contract.Evaluation("by-dyad", Map.of()));

    private static List<Contract.Input> inputs(List<Channel> channels) {
        return channels.stream().map(channel -> new Contract.Input(channel, MEAN, STD)).toList();
    }

    /** Its third row lacks a value of the emitter's, and nobody could learn its warmth well. */
    private static Recording dyad(int rows, long seed) {
        Recording made = Planted.dyad(Planted.session("s" + seed, "e" + seed, "r" + seed), rows, seed);
        float[] emitter = made.emitter().toArray();
        emitter[2 * 2] = Float.NaN;
        float[] labels = made.labels().toArray();
        Random random = new Random(seed);
        for (int row = 0; row < rows; row++) {
            labels[2 * row + 1] += (float) (4 * random.nextGaussian());
        }
        return new Recording(made.session(), made.emitterChannels(), made.receiverChannels(), made.provenance(), made.times(),
                FeatureRows.of(emitter, 2), made.receiver(), FeatureRows.of(labels, 2));
    }

    /** A standardised value; 0 where there is none. */
    private static double value(FeatureRows rows, int row, int column) {
        double raw = row < 0 || row >= rows.count() ? Double.NaN : rows.toArray()[row * rows.width() + column];
        return Double.isNaN(raw) ? 0 : (raw - MEAN) / STD;
    }

    private static double mean(FeatureRows rows, int first, int last, int column) {
        return IntStream.rangeClosed(first, last).filter(row -> row >= 0 && row < rows.count())
                .mapToDouble(row -> value(rows, row, column)).average().orElse(0);
    }

    @Test
    void meansAreThoseOfTheRowsThatThereAre() {
        List<MeanTerms.Span> spans = List.of(new MeanTerms.Span(-2, 0), new MeanTerms.Span(-6, -3), new MeanTerms.Span(1, 20));
        Terms terms = MeanTerms.of(CONTRACT, spans);
        assertThat(terms.width()).isEqualTo(1 + 3 * 4);
        Terms.Rows rows = terms.of(DYAD);
        for (int row = 0; row < DYAD.rows(); row++) {
            double[] x = rows.at(row);
            assertThat(x).hasSize(13);
            assertThat(x[0]).isOne();
            for (int span = 0; span < spans.size(); span++) {
                int first = row + spans.get(span).first();
                int last = row + spans.get(span).last();
                for (int column = 0; column < 2; column++) {
                    assertThat(x[1 + 4 * span + column]).as("row %s, span %s", row, span)
                            .isCloseTo(mean(DYAD.emitter(), first, last, column), within(NEAR));
                    assertThat(x[3 + 4 * span + column]).as("row %s, span %s", row, span)
                            .isCloseTo(mean(DYAD.receiver(), first, last, column), within(NEAR));
                }
            }
        }
        assertThat(MeanTerms.Span.last(4, 25)).isEqualTo(new MeanTerms.Span(-99, 0));
        assertThat(MeanTerms.Span.last(0.001, 25)).isEqualTo(new MeanTerms.Span(0, 0));
    }

    @Test
    void productsAreOfTheEmittersMeansWithTheReceivers() {
        List<MeanTerms.Span> spans = List.of(new MeanTerms.Span(0, 0), new MeanTerms.Span(-3, 0));
        Terms all = MeanTerms.of(CONTRACT, spans, List.of(DYAD), 8);
        assertThat(all.width()).isEqualTo(1 + 2 * 4 + 8);
        double[] x = all.of(DYAD).at(7);
        for (int product = 0; product < 8; product++) {
            int start = 1 + product / 4 * 4;
            assertThat(x[9 + product]).as("product %s", product)
                    .isEqualTo(x[start + product / 2 % 2] * x[start + 2 + product % 2]);
        }
        List<Recording> dyads = List.of(dyad(300, 1), dyad(300, 2), dyad(300, 3));
        double[] correlations = ProductSums.of(MeanTerms.of(CONTRACT, spans), 2, CONTRACT, dyads).correlations();
        int[] best = IntStream.range(0, 8).boxed().sorted(Comparator.comparingDouble(i -> -correlations[i])).limit(3).sorted()
                .mapToInt(i -> i).toArray();
        Terms some = MeanTerms.of(CONTRACT, spans, dyads, 3);
        assertThat(some.width()).isEqualTo(1 + 2 * 4 + 3);
        double[] few = some.of(DYAD).at(7);
        assertThat(IntStream.range(0, 3).mapToDouble(i -> few[9 + i]))
                .containsExactly(IntStream.of(best).mapToObj(product -> x[9 + product]).toArray(Double[]::new));
    }

    @Test
    void laggedTermsAreTheRowsOfBeforeAndNothingBeforeTheFirst() {
        Terms terms = new LaggedTerms(CONTRACT, 0, 3);
        assertThat(terms.width()).isEqualTo(9);
        for (int row : new int[]{0, 2, 3, 5}) {
            double[] x = terms.of(DYAD).at(row);
            assertThat(x[0]).isOne();
            for (int lag = 0; lag < 2; lag++) {
                for (int column = 0; column < 2; column++) {
                    assertThat(x[1 + 4 * lag + column]).isCloseTo(value(DYAD.emitter(), row - 3 * lag, column), within(NEAR));
                    assertThat(x[3 + 4 * lag + column]).isCloseTo(value(DYAD.receiver(), row - 3 * lag, column), within(NEAR));
                }
            }
        }
    }

    @Test
    void ridgeTakesForEachTargetThePenaltyThatDoesBestOnValidation() {
        List<Recording> training = List.of(dyad(40, 11), dyad(40, 12));
        Terms terms = new LaggedTerms(CONTRACT, IntStream.range(0, 16).toArray());
        boolean differ = false;
        for (long seed = 20; seed < 30; seed++) {
            List<Recording> validation = List.of(dyad(80, seed));
            List<Ridge> alone = Stream.of(1.0, 100.0, 10_000.0).map(penalty -> fitted(training, terms, penalty)).toList();
            Ridge chosen = Ridge.fit(training, validation, CONTRACT, terms, 2);
            int[] rows = IntStream.range(0, 80).filter(even()).toArray();
            int[] best = new int[2];
            for (int target = 0; target < 2; target++) {
                int of = target;
                best[target] = IntStream.range(0, 3).boxed()
                        .max(Comparator.comparingDouble(
                                i -> Series.scores(List.of(alone.get(i).predict(validation.get(0), rows)), of).ccc()))
                        .orElseThrow();
                assertThat(chosen.predict(DYAD, 3, 9).predictions()[target]).usingComparatorWithPrecision(1e-5f)
                        .containsExactly(alone.get(best[target]).predict(DYAD, 3, 9).predictions()[target]);
            }
            differ |= best[0] != best[1];
        }
        assertThat(differ).as("targets that need different penalties").isTrue();
        assertThat(Ridge.fit(training, List.of(), CONTRACT, terms, 2).predict(DYAD, 5).predictions()[0])
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(fitted(training, terms, 1).predict(DYAD, 5).predictions()[0]);
    }

    private static IntPredicate even() {
        return row -> row % 2 == 0;
    }

    /** With one penalty, as if there were no other. */
    private static Ridge fitted(List<Recording> training, Terms terms, double penalty) {
        NormalEquations equations = new NormalEquations(terms.width(), 2);
        for (Recording recording : training) {
            Terms.Rows rows = terms.of(recording);
            float[] labels = recording.labels().toArray();
            for (int row = 0; row < recording.rows(); row += 2) {
                equations.add(rows.at(row), (labels[2 * row] - 1) / 3.0, (labels[2 * row + 1] + 1) / 0.5);
            }
        }
        return new Ridge(CONTRACT, terms, equations.solve(penalty));
    }
}
