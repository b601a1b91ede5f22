package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.rapport.training.tune.SuccessiveHalving;
import org.rapport.training.tune.Trial;
import org.rapport.training.tune.TrialResult;

/**
 * A search for settings as {@code tuning.txt}, {@code trials.csv} (one line a search, trial and round) and the files of its outer
 * folds' {@link CrossValidationFiles cross-validation}.
 */
public final class TuningFiles {
    private TuningFiles() {
    }

    public static void write(Path folder, Tuning tuning) throws IOException {
        CrossValidationFiles.write(folder, tuning.outer());
        Files.write(folder.resolve("tuning.txt"), lines(tuning));
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("trials.csv"))) {
            CsvTable csv = new CsvTable(out);
            for (Tuning.Found found : Stream.concat(Stream.of(tuning.chosen()), tuning.folds().stream()).toList()) {
                for (TrialResult result : found.results()) {
                    csv.write(line(tuning, found, result));
                }
            }
        }
    }

    private static CsvTable.Line line(Tuning tuning, Tuning.Found found, TrialResult result) {
        CsvTable.Line line = new CsvTable.Line().add("search", found.name()).add("trial", result.trial())
                .add("epochs", result.epochs()).add("chosen", String.valueOf(tuning.ranking(found).get(0) == result))
                .add("ccc", result.score());
        result.scores().forEach((target, score) -> line.add("ccc." + target, score));
        tuning.search().trial(result.trial()).chosen().forEach(line::add);
        return line;
    }

    /** For people: the choice, its honest score, and what it was chosen from. */
    public static List<String> lines(Tuning tuning) {
        List<String> lines = new ArrayList<>();
        TrialResult best = tuning.ranking(tuning.chosen()).get(0);
        lines.add(tuning.outer().pooled().title());
        lines.add("");
        lines.add("chosen among " + tuning.search().trials().size() + " trials by " + tuning.search().innerFolds()
                + " folds of all sessions: " + tuning.choice().settings());
        lines.add("its mean CCC there, " + Numbers.text(best.score())
                + ", is the best of many and so too good; what such a choice is worth to new people is below");
        lines.add("");
        lines.add("the score of the choice: in each outer fold the same search was made without the fold's test sessions, and "
                + "these were");
        lines.add("predicted with what it chose");
        lines.addAll(CrossValidationTable.lines(tuning.outer()));
        lines.add("");
        lines.add("what each outer fold chose, and its mean CCC in the folds that chose it:");
        for (Tuning.Found found : tuning.folds()) {
            Trial choice = tuning.choice(found);
            lines.add(String.format(Locale.ROOT, "%-9s %-9s %6s  %s", found.name(), choice.name(),
                    Numbers.text(tuning.ranking(found).get(0).score()), choice.settings()));
        }
        lines.add("");
        lines.add("all trials, by " + tuning.search().innerFolds() + " folds of all sessions:");
        for (SuccessiveHalving.Round round : tuning.search().halving().rounds()) {
            lines.add(round.epochs() + (round.epochs() == 1 ? " epoch" : " epochs"));
            List<TrialResult> all = tuning.search()
                    .ranking(tuning.chosen().results().stream().filter(one -> one.epochs() <= round.epochs()).toList());
            for (TrialResult result : all) {
                lines.add(String.format(Locale.ROOT, "  %-9s %6s %s  %s", result.trial(), Numbers.text(result.score()),
                        scores(result.scores()), tuning.search().trial(result.trial()).settings()));
            }
        }
        return lines;
    }

    private static String scores(Map<String, Double> scores) {
        StringBuilder text = new StringBuilder();
        scores.forEach((target, score) -> text.append(' ').append(target).append(' ').append(Numbers.text(score)));
        return text.toString();
    }
}
