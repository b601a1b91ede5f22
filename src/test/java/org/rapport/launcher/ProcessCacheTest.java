package org.rapport.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCacheTest {
    private static final String DEAD = "process-999999999999";

    @TempDir
    private Path folder;

    @Test
    void commandsThatStartAtOnceDeleteWhatADeadOneLeftTogether() throws Exception {
        ExecutorService commands = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                for (int bundle = 0; bundle < 40; bundle++) {
                    Path place = Files.createDirectories(folder.resolve(DEAD).resolve("bundle" + bundle + "/version0.0"));
                    Files.writeString(place.resolve("bundle.jar"), "");
                }
                Callable<Void> start = () -> {
                    new ProcessCache(folder).deleteThoseOfTheDead();
                    return null;
                };
                List<Future<Void>> done = new ArrayList<>(commands.invokeAll(List.of(start, start, start, start)));
                for (Future<Void> one : done) {
                    one.get();
                }
                assertThat(folder.resolve(DEAD)).doesNotExist();
            }
        } finally {
            commands.shutdown();
        }
    }
}
