package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.opentest4j.TestAbortedException;

/** A time of day that can be set while a command runs, as people and time servers do it. */
final class WallClock implements MachineClock {
    private final Path library;
    private final Path offset;

    /** @param folder for its library, which needs a C compiler; a test is skipped where there is none */
    WallClock(Path folder) throws IOException, InterruptedException {
        library = folder.resolve("wall-clock.so");
        offset = Files.writeString(folder.resolve("wall-clock.txt"), "0");
        Path source = Path.of("test/c/wall-clock.c").toAbsolutePath();
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new TestAbortedException("skipped: setting the time of day of a command needs a C compiler", e);
        }
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
    }

    /** From now on it shows the true time and this. */
    void set(Duration ahead) throws IOException {
        Path next = Files.writeString(offset.resolveSibling("next.txt"), String.valueOf(ahead.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<String> with(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("env", "LD_PRELOAD=" + library, "WALL_CLOCK_OFFSET=" + offset));
        inside.addAll(command);
        return inside;
    }
}
