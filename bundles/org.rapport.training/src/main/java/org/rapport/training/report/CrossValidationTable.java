package org.rapport.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.BiFunction;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.evaluation.Spread;

/** A cross-validation as lines of text: all predictions together, how runs differ, and the model of each. */
public final class CrossValidationTable {
    private static final int NAME_WIDTH = 19;
    private static final int CELL_WIDTH = 16;

    private CrossValidationTable() {
    }

    public static List<String> lines(CrossValidation validation) {
        List<String> lines = new ArrayList<>(validation.warnings());
        lines.add("all predictions of " + validation.runs().size() + " runs together:");
        lines.addAll(EvaluationTable.lines(validation.pooled()));
        lines.add("");
        lines.add("mean +- standard deviation over the runs:");
        List<ScoredTarget> all = validation.pooled().model().targets();
        lines.add(row("", all.size(), (target, measure) -> heading(all.get(target), measure)));
        for (Condition condition : validation.pooled().conditions()) {
            lines.add(row(condition.name(), all.size(),
                    (target, measure) -> text(validation.spread(condition.name(), target, measure))));
        }
        lines.add("");
        lines.add("the model of each run, and its best epoch with its mean CCC on validation:");
        lines.add(row("", all.size(), (target, measure) -> heading(all.get(target), measure)));
        for (CrossValidation.Run run : validation.runs()) {
            List<ScoredTarget> targets = run.evaluation().model().targets();
            lines.add(row(run.name(), all.size(), (target, measure) -> Numbers.text(measure.of(targets.get(target).pooled())))
                    + String.format(Locale.ROOT, "  epoch %d, %s", run.epoch(), Numbers.text(run.validation())));
        }
        return lines;
    }

    private static String heading(ScoredTarget target, Measure measure) {
        return (measure == Measure.CCC ? target.name() + " " : "") + measure.title();
    }

    private static String text(Spread spread) {
        return Numbers.text(spread.mean()) + (Double.isNaN(spread.deviation()) ? "" : " +- " + Numbers.text(spread.deviation()));
    }

    private static String row(String name, int targets, BiFunction<Integer, Measure, String> cell) {
        StringJoiner row = new StringJoiner(" ");
        row.add(padded(name, NAME_WIDTH));
        for (int target = 0; target < targets; target++) {
            for (Measure measure : Measure.values()) {
                row.add(padded(cell.apply(target, measure), CELL_WIDTH));
            }
        }
        return row.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
