package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads for nodes that wait for something else, and for those that do not. */
class WorkersTest {
    private static final int WAITING = 6;

    private final Workers workers = new Workers();

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void workThatWaitsHindersNoOtherAndItsThreadsGoAgain() throws InterruptedException {
        int few = workers.size();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        for (int i = 0; i < few + WAITING; i++) {
            workers.execute(() -> await(release));
        }
        workers.execute(others::countDown);
        assertThat(others.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(workers.size()).isGreaterThanOrEqualTo(few + WAITING);
        release.countDown();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (workers.size() > few && System.nanoTime() < deadline) {
            CountDownLatch done = new CountDownLatch(1);
            workers.execute(done::countDown); // some work is no reason to keep them
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(workers.size()).isEqualTo(few);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
