package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Small tables such as programs write them. */
final class TestTables {
    private TestTables() {
    }

    /** {@code face.csv} as OpenFace writes it; rows are counted from the beginning of the clock. */
    static void face(Path folder, double rate, int from, int to, IntToDoubleFunction smile) throws IOException {
        List<String> lines = new ArrayList<>(List.of("frame, timestamp, confidence, success, AU01_r, AU12_r, AU12_c"));
        for (int row = from; row < to; row++) {
            double smiling = smile.applyAsDouble(row);
            lines.add(String.format(Locale.ROOT, "%d, %.4f, 0.98, 1, %.4f, %.4f, %d", row + 1, row / rate, smiling, smiling / 2,
                    row == from ? 0 : 1));
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("face.csv"), lines);
    }

    /** {@code labels.csv}: at 1 s competence and warmth as told, at 3 s one more each. */
    static void labels(Path folder, double competence, double warmth) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("labels.csv"),
                List.of("t,competence,warmth", "1," + competence + "," + warmth, "3," + (competence + 1) + "," + (warmth + 1)));
    }
}
