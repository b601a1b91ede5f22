package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.rapport.training.evaluation.Series;

/** Predictions beside labels as CSV, one line a prediction; empty where there is no label. */
public final class PredictionsFile {
    private PredictionsFile() {
    }

    public static void write(Path file, List<Series> series) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("session,time,competence,warmth,competence_label,warmth_label\n");
            for (Series one : series) {
                String session = Csv.quoted(one.recording().session().name());
                for (int i = 0; i < one.length(); i++) {
                    csv.write(String.join(",", session, String.valueOf(one.recording().times()[one.rows()[i]]),
                            Numbers.csv(one.predictions()[0][i]), Numbers.csv(one.predictions()[1][i]),
                            Numbers.csv(one.labels()[0][i]), Numbers.csv(one.labels()[1][i])));
                    csv.newLine();
                }
            }
        }
    }
}
