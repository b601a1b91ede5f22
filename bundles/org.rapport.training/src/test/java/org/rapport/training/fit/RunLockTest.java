package org.rapport.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.study.StudyException;

class RunLockTest {
    @TempDir
    private Path folder;

    /** Another process: takes the lock and keeps it until it is killed. */
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] arguments) throws Exception {
            try (RunLock lock = RunLock.take(Path.of(arguments[0]))) {
                System.out.println("taken");
                System.in.read();
            }
        }
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsDead() throws Exception {
        Path run = folder.resolve("model.run");
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), run.toString()).redirectErrorStream(true).start();
        try (BufferedReader out = other.inputReader()) {
            assertThat(out.readLine()).isEqualTo("taken");
            assertThatThrownBy(() -> RunLock.take(run)).isInstanceOf(StudyException.class).hasMessage(
                    run + ": another training is at work in this folder; wait until it has ended, or choose another folder");
            RunLock.take(folder.resolve("another.run")).close();
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (RunLock lock = RunLock.take(run)) {
            assertThatThrownBy(() -> RunLock.take(run)).hasMessageContaining("at work");
        }
    }
}
