package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<String> discarded = new CopyOnWriteArrayList<>();
    private final List<Attempts.Ended<String>> news = new ArrayList<>();

    @Test
    void silentPeersKeepNobodyWaiting() throws Exception {
        CountDownLatch silent = new CountDownLatch(1);
        try (Attempts<String> attempts = new Attempts<>("test", 20, discarded::add)) {
            for (int i = 0; i < 12; i++) {
                assertThat(attempts.begin("silent " + i, () -> {
                    silent.await();
                    return "late";
                })).isTrue();
            }
            assertThat(attempts.begin("silent 0", () -> "twice")).isFalse();
            assertThat(attempts.begin("real", () -> "here")).isTrue();
            eventually(() -> news.addAll(attempts.ended()) || !news.isEmpty());
            assertThat(news).singleElement().satisfies(one -> assertThat(one.value()).contains("here"));
            assertThat(attempts.isUnderWay("silent 3")).isTrue();
        }
    }

    @Test
    void attemptsThatGoOnByThemselvesTakeNoThreadAndNoMoreThanSoManyGoOn() {
        try (Attempts<String> attempts = new Attempts<>("launched", 4, discarded::add)) {
            CompletableFuture<String> slow = new CompletableFuture<>();
            assertThat(attempts.launch("slow", () -> slow)).isTrue();
            assertThat(attempts.launch("slow", CompletableFuture::new)).as("twice").isFalse();
            attempts.launch("silent 1", CompletableFuture::new);
            attempts.launch("silent 2", CompletableFuture::new);
            attempts.launch("impossible", () -> {
                throw new IllegalArgumentException("no address");
            });
            assertThat(attempts.launch("a fifth", CompletableFuture::new)).isFalse();
            assertThat(attempts.ended()).singleElement()
                    .satisfies(one -> assertThat(one.failure()).get().asString().contains("no address"));
            assertThat(attempts.launch("impossible", CompletableFuture::new)).as("too soon").isFalse();
            slow.complete("here");
            assertThat(attempts.ended()).singleElement().satisfies(one -> assertThat(one.value()).contains("here"));
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("launched");
        }
    }

    @Test
    void afterAFailureItWaits() {
        try (Attempts<String> attempts = new Attempts<>("test", 4, discarded::add)) {
            attempts.begin("peer", () -> {
                throw new IOException("gone");
            });
            eventually(() -> news.addAll(attempts.ended()) || !news.isEmpty());
            assertThat(news.get(0).first()).isTrue();
            assertThat(news.get(0).failure()).get().hasToString("java.io.IOException: gone");
            assertThat(attempts.begin("peer", () -> "too soon")).isFalse();
            eventually(() -> attempts.begin("peer", () -> {
                throw new IOException("again");
            }));
            news.clear();
            eventually(() -> news.addAll(attempts.ended()) || !news.isEmpty());
            assertThat(news.get(0).first()).isFalse();
        }
    }

    @Test
    void whatNobodyWantsAnyMoreIsDiscarded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Attempts<String> attempts = new Attempts<>("test", 4, discarded::add);
        attempts.begin("slow", () -> {
            begun.countDown();
            boolean interrupted = false;
            while (!interrupted) {
                try {
                    interrupted = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return "late";
        });
        begun.await();
        attempts.close();
        eventually(() -> discarded.equals(List.of("late")));
        assertThat(attempts.begin("other", () -> "never")).isFalse();
    }
}
