package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.ScoredTarget;

/** An evaluation as lines of text: each condition's CCC with its 95 % interval, Pearson, RMSE, SD ratio and bias for each target. */
public final class EvaluationTable {
    private static final String NAME = "%-15s  ";
    private static final String CELLS = "%-24s %8s %7s %9s %7s   ";

    private EvaluationTable() {
    }

    public static List<String> lines(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        lines.add(
                line("", evaluation.model().targets(), target -> new Object[]{target.name() + " CCC [95 %]", "Pearson", "RMSE", "SD ratio", "bias"}));
        for (Condition condition : evaluation.conditions()) {
            lines.add(line(condition.name(), condition.targets(), target -> new Object[]{ccc(target),
                    Numbers.text(target.pooled().pearson()), Numbers.text(target.pooled().rmse()),
                    Numbers.text(target.pooled().sdRatio()), Numbers.text(target.pooled().bias())}));
        }
        for (Conformal interval : evaluation.intervals()) {
            if (Double.isFinite(interval.halfWidth())) {
                lines.add(String.format(Locale.ROOT, "%s: %.0f %% interval +-%.3f, held %.1f %% of test labels",
                        interval.target(), 100 * interval.coverage(), interval.halfWidth(), 100 * interval.achieved()));
            }
        }
        return lines;
    }

    private static String line(String name, List<ScoredTarget> targets, Function<ScoredTarget, Object[]> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, NAME, name));
        targets.forEach(target -> line.append(String.format(Locale.ROOT, CELLS, cells.apply(target))));
        return line.toString().stripTrailing();
    }

    private static String ccc(ScoredTarget target) {
        Interval interval = target.ccc();
        return Numbers.text(target.pooled().ccc()) + (Double.isNaN(interval.low()) ? ""
                : " [" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high()) + "]");
    }
}
