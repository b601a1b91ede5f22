package org.rapport.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

class JobsTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void whatCameOfThemIsInOrderWhicheverEndsFirst() throws Exception {
        Jobs.Job<String> slow = stop -> {
            begun.await(10, TimeUnit.SECONDS);
            return Optional.of("slow");
        };
        Jobs.Job<String> fast = stop -> {
            begun.countDown();
            return Optional.of("fast");
        };
        assertThat(new Jobs(2).run(List.of(slow, fast), () -> false)).contains(List.of("slow", "fast"));
        assertThat(new Jobs(1).run(List.of(fast, fast), () -> true)).isEmpty();
    }

    @Test
    void aFailureEndsTheOthersInOrder() {
        Jobs.Job<String> failing = stop -> {
            begun.await(10, TimeUnit.SECONDS);
            throw new IOException("disk full");
        };
        assertThatThrownBy(() -> new Jobs(2).run(List.of(this::untilStopped, failing, this::never), () -> false))
                .isInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(ended).isTrue();
    }

    private Optional<String> untilStopped(BooleanSupplier stop) {
        begun.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!stop.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        ended.set(stop.getAsBoolean() && !Thread.currentThread().isInterrupted());
        return Optional.empty();
    }

    private Optional<String> never(BooleanSupplier stop) {
        throw new IllegalStateException("begun after a failure");
    }
}
