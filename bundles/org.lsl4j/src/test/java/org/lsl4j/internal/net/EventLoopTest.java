package org.lsl4j.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.eventually;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock of a thread that serves channels. */
@Timeout(60)
class EventLoopTest {
    private static final long STALL = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop = new EventLoop("test");
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    /** As if the computer gave the thread no time. */
    private static void stall() {
        long end = System.nanoTime() + STALL;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Test
    void itsClockStandsStillWhileItCannotLookAndGoesOnWhileNothingHappens() {
        long before = loop.seen();
        eventually(() -> loop.seen() - before > PATIENCE);
        loop.execute(() -> {
            long start = loop.now();
            stall();
            told.add(loop.now() - start < STALL / 4 ? "stood still" : "went on");
        });
        eventually(() -> !told.isEmpty());
        assertThat(told).containsExactly("stood still");
    }

    @Test
    void whoeverWaitsIsNotToldThatTimeIsOverWhileNobodyCouldHaveAnswered() {
        loop.execute(() -> {
            EventLoop.Timer patience = loop.after(PATIENCE, () -> told.add("time is over"));
            loop.after(PATIENCE / 2, () -> told.add("half of it is over"));
            stall();
            loop.execute(() -> { // what came meanwhile has its turn first
                told.add("an answer");
                patience.cancel();
            });
        });
        eventually(() -> told.size() == 2);
        assertThat(told).containsExactly("an answer", "half of it is over");
    }

    @Test
    void whatIsDoneAtOnceIsDoneByTheCallerWhileTheLoopSleepsAndNeverBesideItsOwnWork() throws Exception {
        eventually(() -> {
            loop.executeAtOnce(() -> told.add(Thread.currentThread().getName()));
            return told.contains(Thread.currentThread().getName());
        });
        told.clear();
        CountDownLatch begun = new CountDownLatch(1);
        loop.execute(() -> {
            begun.countDown();
            stall();
            told.add("the loop's work");
        });
        begun.await();
        loop.executeAtOnce(() -> told.add("the caller's"));
        assertThat(told).isEmpty(); // it did not wait
        eventually(() -> told.size() == 2);
        assertThat(told).containsExactly("the loop's work", "the caller's");
    }

    @Test
    void aTimerThatAnotherThreadSetsInItsPlaceIsNotForgotten() {
        eventually(() -> {
            loop.executeAtOnce(() -> loop.after(1_000_000, () -> told.add("time")));
            return !told.isEmpty();
        });
    }
}
