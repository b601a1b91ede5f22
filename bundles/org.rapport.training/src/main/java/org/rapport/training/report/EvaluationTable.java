package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.rapport.training.evaluation.ClockSpread;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.ScoredTarget;

/** An evaluation as lines of text: each condition's CCC with its 95 % interval and its other scores, for each target. */
public final class EvaluationTable {
    private static final String NAME = "%-15s  ";
    private static final String CELLS = "%-24s %8s %7s %9s %7s   ";

    private EvaluationTable() {
    }

    public static List<String> lines(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        lines.add(line("", evaluation.model().targets(),
                target -> new Object[]{target.name() + " CCC [95 %]", "Pearson", "RMSE", "SD ratio", "bias"}));
        for (Condition condition : evaluation.conditions()) {
            lines.add(line(condition.name(), condition.targets(),
                    target -> new Object[]{ccc(target), Numbers.text(target.pooled().pearson()),
                            Numbers.text(target.pooled().rmse()), Numbers.text(target.pooled().sdRatio()),
                            Numbers.text(target.pooled().bias())}));
        }
        evaluation.intervals().forEach(interval -> lines.add(text(interval)));
        evaluation.clockSpreads().forEach(spread -> lines.add(text(spread)));
        int dyads = evaluation.model().targets().stream().mapToInt(ScoredTarget::dyads).min().orElse(0);
        if (evaluation.model().targets().stream().noneMatch(target -> target.ccc().isKnown())) {
            lines.add("no interval of the scores: " + dyads + (dyads == 1 ? " dyad is" : " dyads are")
                    + " too few to say how other " + "people would differ; from ten on there is one");
        }
        return lines;
    }

    /** What an interval promises, or why there is none. */
    static String text(Conformal interval) {
        String name = String.format(Locale.ROOT, "%s: %.0f %% interval for new people ", interval.target(),
                100 * interval.coverage());
        if (!Double.isFinite(interval.halfWidth())) {
            return name + "unavailable" + (interval.dyads() == 0 ? ": the model has none" : ": " + interval.dyads()
                    + " dyads, and it takes " + Conformal.FEWEST + " that decided nothing about the model");
        }
        String held = Double.isNaN(interval.achieved()) ? ""
                : String.format(Locale.ROOT,
                        interval.dyads() == 0 ? ", held %.1f %% of labels here" : ", held %.1f %% of the dyad left out",
                        100 * interval.achieved());
        return name + String.format(Locale.ROOT, "+-%.3f%s", interval.halfWidth(), held);
    }

    /** How little another clock changes. */
    static String text(ClockSpread spread) {
        return String.format(Locale.ROOT,
                "%s: on %d other clocks predictions of %d session%s are %.4f apart (median), at most %.4f: %.2f and %.2f of "
                        + "their SD; CCC %s to %s",
                spread.target(), spread.clocks(), spread.sessions(), spread.sessions() == 1 ? "" : "s", spread.median(),
                spread.most(), spread.median() / spread.deviation(), spread.most() / spread.deviation(),
                Numbers.text(spread.lowest()), Numbers.text(spread.highest()));
    }

    private static String line(String name, List<ScoredTarget> targets, Function<ScoredTarget, Object[]> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, NAME, name));
        targets.forEach(target -> line.append(String.format(Locale.ROOT, CELLS, cells.apply(target))));
        return line.toString().stripTrailing();
    }

    private static String ccc(ScoredTarget target) {
        Interval interval = target.ccc();
        return Numbers.text(target.pooled().ccc())
                + (!interval.isKnown() ? "" : " [" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high()) + "]");
    }
}
