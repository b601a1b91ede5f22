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
    private static final String TEXT = "an answer";

    private final Search search = new Search("", LslClock::now);

    private static StreamInfo stream(String uid, int port) {
        return StreamInfo.builder("strap", "ECG").sourceId("s").uid(uid).v4(new Endpoint("", port, port)).build();
    }

    private boolean has(String uid) {
        return search.results(0).stream().anyMatch(info -> info.uid().equals(uid));
    }

    @Test
    void whoAnswersFirstWithAUidHasIt() {
        assertThat(search.add(stream("u", 1), DEVICE, TEXT)).isTrue();
        assertThat(search.add(stream("u", 2), new InetSocketAddress(HOST, 5001), TEXT)).as("of another outlet").isFalse();
        assertThat(search.add(stream("u", 1), new InetSocketAddress(HOST, 5002), TEXT)).as("over another path").isTrue();
        assertThat(search.results(0)).singleElement().satisfies(info -> assertThat(info.v4().dataPort()).isEqualTo(1));
    }

    @Test
    void aClaimantDoesNotKeepTheDeadAlive() {
        search.add(stream("u", 1), DEVICE, TEXT);
        double later = LslClock.now();
        eventually(() -> LslClock.now() > later);
        search.add(stream("u", 2), DEVICE, TEXT);
        assertThat(search.results(later)).isEmpty();
    }

    @Test
    void oneSocketClaimsSoManyStreams() {
        for (int i = 0; i < 10_000; i++) {
            search.add(stream("forged" + i, 1), DEVICE, TEXT);
        }
        assertThat(search.results(0)).hasSize(Limits.RESULTS_PER_SOURCE);
        assertThat(search.results(Double.MAX_VALUE)).isEmpty();
        search.add(stream("another", 1), DEVICE, TEXT);
        assertThat(search.results(0)).as("those that are forgotten count no more").hasSize(1);
    }

    @Test
    void whatAnsweredAgainStaysHoweverManyComeAfterIt() {
        double first = LslClock.now();
        search.add(stream("device", 1), DEVICE, TEXT);
        eventually(() -> LslClock.now() - first > 0.3);
        search.add(stream("device", 1), DEVICE, TEXT);
        for (int i = 0; i < 20_000; i++) {
            search.add(stream("forged" + i, 1), new InetSocketAddress(HOST, 6000 + i / 100), TEXT);
        }
        assertThat(has("device")).isTrue();
        assertThat(search.results(0)).hasSize(Limits.RESULTS);
    }

    @Test
    void theMemoryOfOneSearchIsBounded() {
        String longText = "x".repeat(16_000);
        for (int i = 0; i < 4000; i++) {
            search.add(stream("forged" + i, 1), new InetSocketAddress(HOST, 6000 + i), longText);
        }
        assertThat(search.results(0)).hasSize(Limits.RESULT_CHARACTERS / 16_000);
    }

    @Test
    void anAnswerThatCameBeforeIsKnownByItsText() {
        assertThat(search.addAgain(TEXT, DEVICE)).isFalse();
        search.add(stream("u", 1), DEVICE, TEXT);
        double later = LslClock.now();
        eventually(() -> LslClock.now() > later);
        assertThat(search.addAgain("another answer", DEVICE)).isFalse();
        assertThat(search.addAgain(TEXT, DEVICE)).isTrue();
        assertThat(search.results(later)).as("it counts as one that came now").hasSize(1);
        assertThat(search.results(Double.MAX_VALUE)).isEmpty();
        assertThat(search.addAgain(TEXT, DEVICE)).as("what is forgotten is read again").isFalse();
    }
}
