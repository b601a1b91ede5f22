package org.lsl4j.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class PeerLogTest {
    private final PeerLog log = new PeerLog();

    private List<String> lines(String kind, int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int second = from; second < to; second++) {
            for (int i = 0; i < 10; i++) {
                log.line(kind, "refused at " + second, second).ifPresent(lines::add);
            }
        }
        return lines;
    }

    @Test
    void anAttackIsOneLineAndThenACountNowAndThen() {
        assertThat(lines("door", 0, 60)).containsExactly("refused at 0");
        assertThat(lines("door", 60, 3600)).hasSize(5).startsWith("refused at 60 (and 599 times like this in the last 60 s)",
                "refused at 180 (and 1199 times like this in the last 120 s)");
    }

    @Test
    void anotherKindIsAnotherLine() {
        lines("door", 0, 1);
        assertThat(log.line("request", "nonsense", 1)).contains("nonsense");
    }

    @Test
    void anyNumberOfKindsTakesLittleMemory() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(log.line("kind " + i, "text", i)).isPresent();
        }
        assertThat(log.line("kind 99999", "text", 100_000)).isEmpty();
    }
}
