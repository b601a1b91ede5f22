package org.rapport.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Recording;
import org.rapport.training.report.EvaluationTable;

class ClockSpreadTest {
    private final List<Recording> dyads = Planted.dyads(2, 100);

    /** Every fifth row is predicted: a sine and, later, what is asked for more. */
    private static Series series(Recording recording, double earlier, int from, float more) {
        int[] rows = IntStream.range(from, 20).map(i -> 5 * i).toArray();
        float[][] predictions = new float[2][rows.length];
        float[][] labels = new float[2][rows.length];
        for (int i = 0; i < rows.length; i++) {
            predictions[0][i] = (float) Math.sin(rows[i]);
            predictions[1][i] = (float) Math.sin(rows[i]) + (i == rows.length - 1 ? 2 * more : more);
            labels[0][i] = labels[1][i] = (float) Math.sin(rows[i]);
        }
        return new Series(recording.earlier(earlier), rows, predictions, labels);
    }

    private Condition clock(double earlier, int from, float more) {
        return Condition.of("clock", "a clock", Planted.TARGETS,
                dyads.stream().map(dyad -> series(dyad, earlier, from, more)).toList());
    }

    @Test
    void comparesWhatIsPredictedAtNearlyTheSameMoment() {
        List<Condition> clocks = List.of(clock(0, 0, 0), clock(0.04, 0, 0.5f), clock(-0.04, 3, 0.25f));
        ClockSpread none = ClockSpread.of(clocks, 0);
        assertThat(none.target()).isEqualTo("competence");
        assertThat(none.most()).isZero();
        assertThat(none.lowest()).isEqualTo(1, within(1e-6));
        ClockSpread some = ClockSpread.of(clocks, 1);
        assertThat(some.clocks()).isEqualTo(2);
        assertThat(some.sessions()).isEqualTo(2);
        assertThat(some.pairs()).isEqualTo(2 * (20 + 17));
        assertThat(some.median()).isEqualTo(0.5, within(1e-6));
        assertThat(some.most()).isEqualTo(1, within(1e-6));
        double[] sines = IntStream.range(0, 20).mapToDouble(i -> Math.sin(5 * i)).toArray();
        double mean = IntStream.range(0, 20).mapToDouble(i -> sines[i]).average().orElseThrow();
        assertThat(some.deviation()).isEqualTo(
                Math.sqrt(IntStream.range(0, 20).mapToDouble(i -> Math.pow(sines[i] - mean, 2)).average().orElseThrow()),
                within(1e-6));
        assertThat(some.highest()).isEqualTo(1, within(1e-6));
        assertThat(some.lowest()).isLessThan(0.9);
    }

    @Test
    void whatIsFurtherOffThanHalfAPredictionIsNotCompared() {
        assertThat(ClockSpread.of(List.of(clock(0, 0, 0), clock(0.26, 0, 1)), 1).pairs()).as("each with the one before or after")
                .isEqualTo(2 * 19);
        Condition nothing = clock(0, 20, 0);
        ClockSpread empty = ClockSpread.of(List.of(nothing, nothing), 1);
        assertThat(empty.pairs()).isZero();
        assertThat(empty.median()).isNaN();
    }

    @Test
    void severalModelsLookEachAtItsOwnSessions() {
        Evaluation one = evaluation(List.of(clock(0, 0, 0), clock(0, 0, 0.5f)));
        Evaluation another = evaluation(List.of(clock(0, 0, 0), clock(0, 0, 1)));
        Evaluation blind = evaluation(List.of());
        assertThat(blind.clockSpreads()).isEmpty();
        ClockSpread pooled = Evaluation.pooled("all", List.of(one, blind, another)).clockSpreads().get(1);
        assertThat(pooled.sessions()).isEqualTo(4);
        assertThat(pooled.most()).isEqualTo(2, within(1e-6));
        assertThat(EvaluationTable.lines(one)).contains(
                "warmth: on 1 other clocks predictions of 2 sessions are 0.5000 apart (median), at most 1.0000: 0.71 and 1.43 of "
                        + "their SD; CCC " + score(one.clocks().get(1)) + " to 1.000");
    }

    private static String score(Condition condition) {
        return String.format(Locale.ROOT, "%.3f", condition.targets().get(1).pooled().ccc());
    }

    private Evaluation evaluation(List<Condition> clocks) {
        return Evaluation
                .of("by-dyad", false, new Contract.Study("planted", "0123", true), 0, new ArrayList<>(List.of(clock(0, 0, 0))))
                .withClocks(clocks);
    }
}
