package org.rapport.training.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.rapport.training.evaluation.Difference;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.Pairing;
import org.rapport.training.evaluation.ScoredTarget;

/** A comparison of two models, as lines of text and as {@code comparison.csv}. */
public final class ComparisonTable {
    private static final String LINE = "%-18s %-9s %8s %8s   %s";

    private ComparisonTable() {
    }

    /** A line for each target and score, and what follows for the CCC. */
    public static List<String> lines(Pairing pairing) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, LINE, "", "score", "first", "second", "first less second [95 %]"));
        List<String> verdicts = new ArrayList<>();
        for (int target = 0; target < pairing.first().targets().size(); target++) {
            ScoredTarget one = pairing.first().targets().get(target);
            ScoredTarget other = pairing.second().targets().get(target);
            for (Measure measure : Measure.values()) {
                Difference difference = difference(pairing, target, measure);
                lines.add(String.format(Locale.ROOT, LINE, measure == Measure.CCC ? one.name() : "", measure.title(),
                        Numbers.text(measure.of(one.pooled())), Numbers.text(measure.of(other.pooled())), text(difference)));
            }
            verdicts.add(one.name() + ": " + verdict(difference(pairing, target, Measure.CCC).interval(), one.dyads()));
        }
        lines.addAll(verdicts);
        return lines;
    }

    private static Difference difference(Pairing pairing, int target, Measure measure) {
        return Difference.between(pairing.first(), pairing.second(), target, measure::of);
    }

    private static String text(Difference difference) {
        Interval interval = difference.interval();
        return (difference.ccc() > 0 ? "+" : "") + Numbers.text(difference.ccc())
                + (interval.isKnown() ? " [" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high()) + "]" : "");
    }

    private static String verdict(Interval interval, int dyads) {
        if (!interval.isKnown()) {
            return "no verdict: " + dyads + (dyads == 1 ? " dyad is" : " dyads are")
                    + " too few; from ten on there is an interval";
        }
        return interval.low() > 0 ? "the first is better"
                : interval.high() < 0 ? "the second is better" : "no difference is shown: the interval holds 0";
    }

    /** Writes {@code comparison.csv}: a line for each target and score. */
    public static void write(Path folder, Pairing pairing) throws IOException {
        Files.createDirectories(folder);
        try (Writer out = Files.newBufferedWriter(folder.resolve("comparison.csv"))) {
            CsvTable csv = new CsvTable(out);
            for (int target = 0; target < pairing.first().targets().size(); target++) {
                ScoredTarget one = pairing.first().targets().get(target);
                ScoredTarget other = pairing.second().targets().get(target);
                for (Measure measure : Measure.values()) {
                    Difference difference = difference(pairing, target, measure);
                    csv.write(new CsvTable.Line().add("target", one.name()).add("score", measure.key())
                            .add("first", measure.of(one.pooled())).add("second", measure.of(other.pooled()))
                            .add("difference", difference.ccc()).add("low", difference.interval().low())
                            .add("high", difference.interval().high()).add("dyads", one.dyads())
                            .add("pairs", one.pooled().pairs()));
                }
            }
        }
    }
}
