package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.study.Study;

/** An evaluation as lines of text: each condition's CCC with its 95 % interval, Pearson and RMSE for each target. */
public final class EvaluationTable {
    private static final String ROW = "%-15s  %-24s %8s %7s   %-24s %8s %7s";

    private EvaluationTable() {
    }

    public static List<String> lines(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, ROW, "", Study.TARGETS.get(0) + " CCC [95 %]", "Pearson", "RMSE",
                Study.TARGETS.get(1) + " CCC [95 %]", "Pearson", "RMSE"));
        for (Condition condition : evaluation.conditions()) {
            ScoredTarget competence = condition.targets().get(0);
            ScoredTarget warmth = condition.targets().get(1);
            lines.add(String.format(Locale.ROOT, ROW, condition.name(), ccc(competence),
                    Numbers.text(competence.pooled().pearson()),
                    Numbers.text(competence.pooled().rmse()), ccc(warmth), Numbers.text(warmth.pooled().pearson()),
                    Numbers.text(warmth.pooled().rmse())).stripTrailing());
        }
        for (Conformal interval : evaluation.intervals()) {
            if (Double.isFinite(interval.halfWidth())) {
                lines.add(String.format(Locale.ROOT, "%s: %.0f %% interval +-%.3f, held %.1f %% of test labels",
                        Study.TARGETS.get(interval.target()), 100 * interval.coverage(), interval.halfWidth(),
                        100 * interval.achieved()));
            }
        }
        return lines;
    }

    private static String ccc(ScoredTarget target) {
        Interval interval = target.ccc();
        return Numbers.text(target.pooled().ccc())
                + (Double.isNaN(interval.low()) ? "" : " [" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high())
                + "]");
    }
}
