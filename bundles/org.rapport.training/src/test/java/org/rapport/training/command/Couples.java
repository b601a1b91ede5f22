package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A study of couples of whom one feels what the other felt, as one table. */
final class Couples {
    private Couples() {
    }

    static void write(Path folder, int count) throws IOException {
        StringBuilder table = new StringBuilder("couple,person,female,time,dial\n");
        for (int couple = 0; couple < count; couple++) {
            for (int row = 0; row < 40; row++) {
                for (int female = 0; female < 2; female++) {
                    table.append(String.format(Locale.ROOT, "%d,%d,%d,%d,%.3f%n", couple, 10 * couple + female, female, row,
                            Math.sin((row + couple) * 0.7)));
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dial.csv"), table);
        Files.writeString(folder.resolve("study.json"), """
                {
                  "name": "couples",
                  "table": {
                    "file": "dial.csv", "session": "couple", "person": "person", "time": "time", "interval": 2,
                    "role": { "column": "female", "emitter": "0", "receiver": "1" },
                    "emitter": ["dial"]
                  },
                  "labels": { "competence": "dial" }
                }
                """);
    }
}
