package org.lsl4j.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.eventually;

import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;
import org.lsl4j.Endpoint;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;

/** What one search keeps of any number of answers. */
class SearchTest {
    private static final InetSocketAddress DEVICE = new InetSocketAddress(HOST, 5000);
    private static final int SIZE = 500;

    private final Search search = new Search("");

    private static StreamInfo stream(String uid, int port) {
        return StreamInfo.builder("strap", "ECG").sourceId("s").uid(uid).v4(new Endpoint("", port, port)).build();
    }

    private boolean has(String uid) {
        return search.results(0).stream().anyMatch(info -> info.uid().equals(uid));
    }

    @Test
    void whoAnswersFirstWithAUidHasIt() {
        assertThat(search.add(stream("u", 1), DEVICE, SIZE)).isTrue();
        assertThat(search.add(stream("u", 2), new InetSocketAddress(HOST, 5001), SIZE)).as("of another outlet").isFalse();
        assertThat(search.add(stream("u", 1), new InetSocketAddress(HOST, 5002), SIZE)).as("over another path").isTrue();
        assertThat(search.results(0)).singleElement().satisfies(info -> assertThat(info.v4().dataPort()).isEqualTo(1));
    }

    @Test
    void aClaimantDoesNotKeepTheDeadAlive() {
        search.add(stream("u", 1), DEVICE, SIZE);
        double later = LslClock.now();
        eventually(() -> LslClock.now() > later);
        search.add(stream("u", 2), DEVICE, SIZE);
        assertThat(search.results(later)).isEmpty();
    }

    @Test
    void oneSocketClaimsSoManyStreams() {
        for (int i = 0; i < 10_000; i++) {
            search.add(stream("forged" + i, 1), DEVICE, SIZE);
        }
        assertThat(search.results(0)).hasSize(Limits.RESULTS_PER_SOURCE);
        assertThat(search.results(Double.MAX_VALUE)).isEmpty();
        search.add(stream("another", 1), DEVICE, SIZE);
        assertThat(search.results(0)).as("those that are forgotten count no more").hasSize(1);
    }

    @Test
    void whatAnsweredAgainStaysHoweverManyComeAfterIt() {
        double first = LslClock.now();
        search.add(stream("device", 1), DEVICE, SIZE);
        eventually(() -> LslClock.now() - first > 0.3);
        search.add(stream("device", 1), DEVICE, SIZE);
        for (int i = 0; i < 20_000; i++) {
            search.add(stream("forged" + i, 1), new InetSocketAddress(HOST, 6000 + i / 100), SIZE);
        }
        assertThat(has("device")).isTrue();
        assertThat(search.results(0)).hasSize(Limits.RESULTS);
    }

    @Test
    void theMemoryOfOneSearchIsBounded() {
        for (int i = 0; i < 4000; i++) {
            search.add(stream("forged" + i, 1), new InetSocketAddress(HOST, 6000 + i), 16_000);
        }
        assertThat(search.results(0)).hasSize(Limits.RESULT_CHARACTERS / 16_000);
    }
}
