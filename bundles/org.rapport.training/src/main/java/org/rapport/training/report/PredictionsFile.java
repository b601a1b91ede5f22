package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.evaluation.Series;

/** Predictions beside labels as CSV, one line a prediction; empty where there is no label. */
public final class PredictionsFile {
    private PredictionsFile() {
    }

    private static void write(Path file, List<String> targets, List<Series> series) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            CsvTable csv = new CsvTable(out);
            for (Series one : series) {
                for (int i = 0; i < one.length(); i++) {
                    csv.write(line(targets, one, i));
                }
            }
        }
    }

    private static CsvTable.Line line(List<String> targets, Series series, int i) {
        CsvTable.Line line = new CsvTable.Line().add("session", series.recording().session().name()).add("time",
                series.recording().times()[series.rows()[i]]);
        for (int target = 0; target < targets.size(); target++) {
            line.add(targets.get(target), series.predictions()[target][i]);
        }
        for (int target = 0; target < targets.size(); target++) {
            line.add(targets.get(target) + "_label", series.labels()[target][i]);
        }
        return line;
    }

    /** A condition's. */
    public static void write(Path file, Condition condition) throws IOException {
        write(file, condition.targets().stream().map(ScoredTarget::name).toList(), condition.series());
    }
}
