package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class TimedReadingTest {
    private final Path file = Path.of("p.json");

    @Test
    void aDiskThatHangsEndsInOneLineAndIsTriedAgainWhenItAnswers() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        assertThatThrownBy(() -> new TimedReading(50).read(file, () -> disk.await(1, TimeUnit.MINUTES), again::countDown))
                .isInstanceOf(IOException.class).hasMessageStartingWith("was not read within 0.05 s");
        assertThat(again.getCount()).isOne();
        disk.countDown();
        assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whateverGoesWrongInAPlugInsCheckIsAnIOException() {
        TimedReading reading = new TimedReading(60_000);
        assertThatThrownBy(() -> reading.read(file, () -> {
            throw new StackOverflowError();
        }, () -> {
        })).isInstanceOf(IOException.class).hasMessageContaining("StackOverflowError");
        assertThatThrownBy(() -> reading.read(file, () -> {
            throw new IOException("gone");
        }, () -> {
        })).hasMessage("gone");
    }

    @Test
    void givesWhatWasRead() throws Exception {
        assertThat(new TimedReading(60_000).read(file, () -> 5, () -> {
        })).isEqualTo(5);
    }
}
