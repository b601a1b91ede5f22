package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
import org.rapport.model.Scores;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Sides;
import org.rapport.training.report.EvaluationTable;

class EvaluationTest {
    private final List<Recording> dyads = Planted.dyads(9, 300);
    private final Contract contract = contract();

    private Contract contract() {
        try {
            return ContractDraft.of(Planted.study(dyads), Planted.options(1).window(),
                    new Sides(dyads.subList(0, 5), dyads.subList(5, 6), dyads.subList(6, 9)), true);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ridgeFindsALinearRuleAndTheControlsDoNot() {
        Predictor ridge = ridge(0, 3);
        Evaluation evaluation = new Evaluator(contract, dyads.subList(0, 5), dyads, 0, false).evaluate(ridge, "by-dyad", false,
                dyads.subList(5, 6), dyads.subList(6, 9));
        assertThat(ccc(evaluation, "model", 0)).isGreaterThan(0.99);
        assertThat(ccc(evaluation, "model", 1)).isGreaterThan(0.99);
        assertThat(ccc(evaluation, "ridge", 1)).isGreaterThan(0.99);
        assertThat(evaluation.condition("ridge").orElseThrow().series().get(0).rows()).as("the very rows")
                .isEqualTo(evaluation.model().series().get(0).rows());
        // competence is all in the emitter, warmth half in the receiver
        assertThat(ccc(evaluation, "emitter-only", 0)).isGreaterThan(0.99);
        assertThat(ccc(evaluation, "receiver-only", 0)).isEqualTo(0, within(0.01));
        assertThat(ccc(evaluation, "receiver-only", 1)).isBetween(0.2, 0.9);
        assertThat(ccc(evaluation, "pseudo-dyad", 0)).isBetween(-0.6, 0.6);
        assertThat(ccc(evaluation, "time-shift", 0)).isBetween(-0.6, 0.6);
        assertThat(ccc(evaluation, "interpolation", 0)).isGreaterThan(0.8);
        assertThat(evaluation.condition("other-raters")).isEmpty();
        assertThat(evaluation.title()).isEqualTo("synthetic data: planted, by-dyad");
        ScoredTarget competence = evaluation.model().targets().get(0);
        assertThat(competence.recordings()).hasSize(3);
        assertThat(competence.dyads()).isEqualTo(3);
        assertThat(competence.ccc().isKnown()).as("three dyads say nothing about others").isFalse();
        assertThat(evaluation.intervals().get(0).halfWidth()).isNaN();
        assertThat(EvaluationTable.lines(evaluation)).contains(
                "competence: 90 % interval for new people unavailable: 3 dyads, and it takes 9 that decided nothing about the "
                        + "model",
                "no interval of the scores: 3 dyads are too few to say how other people would differ; from ten on there is one");
    }

    @Test
    void whereAllSawTheSameEmitterAStrangerMakesThePseudoDyads() {
        Predictor ridge = ridge(0);
        List<Recording> test = dyads.subList(6, 8).stream().map(dyad -> watching("e6", dyad)).toList();
        Controls alone = new Controls(contract.targets(), test, List.of(), List.of()).model(ridge);
        assertThat(alone.conditions()).extracting(Condition::name).doesNotContain("pseudo-dyad");
        Condition pseudo = new Controls(contract.targets(), test, dyads.subList(0, 1), List.of()).model(ridge).conditions()
                .get(1);
        assertThat(pseudo.name()).isEqualTo("pseudo-dyad");
        assertThat(pseudo.series()).hasSize(2);
        assertThat(pseudo.targets().get(0).pooled().ccc()).isLessThan(0.6);
    }

    @Test
    void whatOnlyTheTwoTogetherTellIsFoundByTheRidgeWithProducts() throws Exception {
        List<Recording> together = Planted.dyads(9, 600).stream().map(EvaluationTest::productsAsLabels).toList();
        Contract own = ContractDraft.of(Planted.study(together), Planted.options(1).window(),
                new Sides(together.subList(0, 5), together.subList(5, 6), together.subList(6, 9)), true);
        Ridge lagged = Ridge.fit(together.subList(0, 5), List.of(), own, new LaggedTerms(own, 0), 1);
        Predictor model = recording -> lagged.predict(recording, IntStream.range(9, recording.rows()).toArray());
        for (boolean calibrated : new boolean[]{false, true}) {
            Evaluation evaluation = new Evaluator(own, together.subList(0, 5), together, 0, calibrated).evaluate(model, "by-dyad",
                    false, together.subList(5, 6), together.subList(6, 9));
            assertThat(ccc(evaluation, "ridge", 0)).isLessThan(0.4);
            assertThat(ccc(evaluation, "ridge-products", 0)).isGreaterThan(0.7);
            assertThat(ccc(evaluation, "ridge-products", 1)).isGreaterThan(0.7);
        }
    }

    /** Labels that are the means of the last second of products of the two people's signals. */
    private static Recording productsAsLabels(Recording dyad) {
        float[] emitter = dyad.emitter().toArray();
        float[] receiver = dyad.receiver().toArray();
        float[] labels = new float[emitter.length];
        for (int i = 0; i < labels.length; i++) {
            int from = Math.max(i % 2, i - 2 * 9);
            double one = 0;
            double other = 0;
            for (int at = from; at <= i; at += 2) {
                one += emitter[at];
                other += receiver[at];
            }
            int count = (i - from) / 2 + 1;
            labels[i] = (float) (one / count * (other / count));
        }
        return new Recording(dyad.session(), dyad.emitterChannels(), dyad.receiverChannels(), dyad.provenance(), dyad.times(),
                dyad.emitter(), dyad.receiver(), FeatureRows.of(labels, 2));
    }

    private Predictor ridge(int... lags) {
        Ridge ridge = Ridge.fit(dyads.subList(0, 5), dyads.subList(5, 6), contract, new LaggedTerms(contract, lags), 1);
        return recording -> ridge.predict(recording, IntStream.range(9, recording.rows()).toArray());
    }

    private static Recording watching(String emitter, Recording dyad) {
        Session own = dyad.session();
        return new Recording(Planted.session(own.name(), emitter, own.receiver()), dyad.emitterChannels(),
                dyad.receiverChannels(), dyad.provenance(), dyad.times(), dyad.emitter(), dyad.receiver(), dyad.labels());
    }

    private static double ccc(Evaluation evaluation, String name, int target) {
        return evaluation.condition(name).orElseThrow().targets().get(target).pooled().ccc();
    }

    @Test
    void sumsOfTwoSetsOfPairsGiveTheScoresOfBoth() {
        Series series = noisy(dyads.get(0), 0.5);
        Series other = noisy(dyads.get(1), 0.5);
        Scores sums = PairSums.of(series, 0, 0.3).plus(PairSums.of(other, 0, 0.3)).scores();
        Scores direct = Series.scores(List.of(series, other), 0);
        assertThat(sums.ccc()).isCloseTo(direct.ccc(), within(1e-9));
        assertThat(sums.pearson()).isCloseTo(direct.pearson(), within(1e-9));
        assertThat(sums.rmse()).isCloseTo(direct.rmse(), within(1e-9));
        assertThat(sums.pairs()).isEqualTo(direct.pairs());
        assertThat(PairSums.NONE.scores().ccc()).isNaN();
    }

    @Test
    void intervalsHoldWhatTheyPromise() {
        List<Series> test = Planted.dyads(20, 300).stream().map(dyad -> noisy(dyad, 0.5)).toList();
        Conformal interval = Conformal.of("competence", test, 0);
        assertThat(interval.halfWidth()).isCloseTo(0.5 * 1.645, within(0.1));
        assertThat(interval.achieved()).isCloseTo(0.9, within(0.03));
        assertThat(interval.dyads()).isEqualTo(20);
        assertThat(Conformal.of("competence", List.of(), 0).halfWidth()).isNaN();
    }

    @Test
    void aDifferenceOnTheSameDyadsIsSurerThanTheScoresThemselves() {
        List<Recording> many = Planted.dyads(12, 300);
        List<Series> easyAndHard = IntStream.range(0, 12).mapToObj(i -> noisy(many.get(i), 0.05 + 0.06 * i)).toList();
        Condition better = Condition.of("better", "", Planted.TARGETS, easyAndHard);
        Condition worse = Condition.of("worse", "", Planted.TARGETS, easyAndHard.stream().map(EvaluationTest::lessened).toList());
        Difference difference = Difference.between(worse, better, 0);
        ScoredTarget score = better.targets().get(0);
        assertThat(score.ccc().low()).isLessThan(score.pooled().ccc());
        assertThat(score.ccc().high()).isBetween(score.pooled().ccc(), 1.0);
        assertThat(score.rmse().low()).isBetween(0.0, score.pooled().rmse());
        assertThat(difference.ccc()).isCloseTo(worse.targets().get(0).pooled().ccc() - score.pooled().ccc(), within(1e-6));
        assertThat(difference.interval().low()).isLessThan(difference.ccc());
        assertThat(difference.interval().high()).isBetween(difference.ccc(), 0.0);
        assertThat(difference.interval().high() - difference.interval().low())
                .isLessThan(0.7 * (score.ccc().high() - score.ccc().low()));
        assertThat(Difference.between(better, better, 0)).isEqualTo(new Difference(0, new Interval(0, 0)));
        Condition others = Condition.of("others", "", Planted.TARGETS, easyAndHard.subList(0, 1));
        assertThat(Difference.between(others, better, 0).interval().isKnown()).as("one dyad in common").isFalse();
    }

    /** Predicts a part of what another does. */
    private static Series lessened(Series series) {
        float[][] lessened = new float[series.predictions().length][series.length()];
        for (int target = 0; target < lessened.length; target++) {
            for (int i = 0; i < series.length(); i++) {
                lessened[target][i] = 0.5f * series.predictions()[target][i];
            }
        }
        return series.with(lessened);
    }

    /** Labels plus normal noise. */
    private static Series noisy(Recording recording, double deviation) {
        Random random = new Random(recording.session().name().hashCode());
        float[] all = recording.labels().toArray();
        float[][] labels = new float[2][recording.rows()];
        float[][] predictions = new float[2][recording.rows()];
        for (int i = 0; i < all.length; i++) {
            labels[i % 2][i / 2] = all[i];
            predictions[i % 2][i / 2] = (float) (all[i] + deviation * random.nextGaussian());
        }
        return new Series(recording, IntStream.range(0, recording.rows()).toArray(), predictions, labels);
    }

    @Test
    void labelsAloneTellWhatNeighboursAndOthersTell() {
        List<Recording> shared = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            shared.add(Planted.dyad(new Session("s" + i, "e", "r" + i, "film", Path.of("s.xdf")), 100, 5));
        }
        Series series = noisy(shared.get(0), 1);
        // the same seed, so the same course: others know everything
        Series others = LabelControls.others(series, shared).orElseThrow();
        assertThat(others.predictions()[1]).isEqualTo(series.labels()[1]);
        assertThat(LabelControls.others(noisy(dyads.get(0), 1), shared)).isEmpty();

        Series mean = LabelControls.mean(series);
        assertThat(Series.scores(List.of(mean), 0).ccc()).isEqualTo(0, within(1e-9));
        float[][] line = {new float[100], new float[100]};
        for (int i = 0; i < 100; i++) {
            line[0][i] = 3 * i;
            line[1][i] = i < 50 ? Float.NaN : 1;
        }
        Series straight = LabelControls.interpolated(new Series(shared.get(0), IntStream.range(0, 100).toArray(), line, line),
                new Random(1));
        Scores scores = Series.scores(List.of(straight), 0);
        assertThat(scores.pairs()).isEqualTo(10);
        assertThat(scores.rmse()).isLessThan(3);
    }

    @Test
    void choleskySolvesWhatItWasGiven() {
        SymmetricMatrix matrix = new SymmetricMatrix(3);
        matrix.addSquare(new double[]{1, 2, 3});
        matrix.addSquare(new double[]{0, 1, -1});
        double[] x = matrix.solve(2, new double[]{1, 0, 5})[0];
        double[][] full = {{3, 2, 3}, {2, 7, 5}, {3, 5, 12}};
        for (int row = 0; row < 3; row++) {
            assertThat(full[row][0] * x[0] + full[row][1] * x[1] + full[row][2] * x[2]).isCloseTo(new double[]{1, 0, 5}[row],
                    within(1e-12));
        }
    }
}
