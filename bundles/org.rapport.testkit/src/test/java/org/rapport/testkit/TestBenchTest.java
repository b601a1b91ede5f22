package org.rapport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.graph.Output;
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

class TestBenchTest {
    private static final TestStream EYE = TestStream.of("eye", 10, "x", "y");

    /** Hands on what comes, and says when. */
    private static final class Echo implements Processor {
        private final Clock clock;

        Echo(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void process(Block block, Output output) throws Exception {
            if (block.samples() == 0) {
                throw new Exception("empty");
            }
            output.send(block);
            output.send(new StreamStatus(output.node(), State.LIVE, clock.now(), "a block"));
        }
    }

    @Test
    void aProcessorGetsSignalsAndWhatItSendsIsKept() throws Exception {
        VirtualClock clock = new VirtualClock(1);
        TestBench bench = new TestBench(new Echo(clock), clock);
        bench.feed(EYE.block(10, 1, 2, 3, 4), EYE.status(State.LOST, 12, "gone"), new Marker("keys", 13, "go"));
        assertThat(bench.sent().all()).hasSize(4);
        assertThat(bench.sent().times()).containsExactly(10, 10.1);
        assertThat(bench.sent().channel(1)).containsExactly(2, 4);
        assertThat(bench.sent().statuses()).extracting(StreamStatus::state, StreamStatus::time).as("when the block had come")
                .containsExactly(tuple(State.LIVE, 10.1), tuple(State.LOST, 12.0));
        assertThat(bench.sent().markers()).extracting(Marker::text).containsExactly("go");
        assertThat(clock.now()).isEqualTo(13);
        bench.feed(EYE.block(5, 0, 0));
        assertThat(clock.now()).as("a clock never goes back").isEqualTo(13);
    }

    @Test
    void whatANodeThrowsReachesTheTest() {
        TestBench bench = new TestBench(new Echo(() -> 0));
        assertThatThrownBy(() -> bench.feed(EYE.block(0))).hasMessage("empty");
    }

    @Test
    void aSinkGetsSignals() throws Exception {
        List<String> got = new ArrayList<>();
        new TestBench(new Sink() {
            @Override
            public void accept(Block block) {
                got.add("block");
            }

            @Override
            public void status(StreamStatus status) {
                got.add(status.reason());
            }
        }).feed(EYE.blocks(0, 1, 4, Math::sin)).feed(EYE.status(State.STALE, 2, "silent"));
        assertThat(got).containsExactly("block", "block", "block", "silent");
    }

    @Test
    void aDevicesSignalComesInBlocks() {
        List<Block> blocks = EYE.blocks(100, 1, 4, time -> time);
        assertThat(blocks).extracting(Block::samples).containsExactly(4, 4, 2);
        assertThat(blocks.get(2).times()).containsExactly(new double[]{100.8, 100.9}, within(1e-9));
        assertThat(blocks.get(2).values()).containsExactly(100.8f, 100.8f, 100.9f, 100.9f);
        assertThat(blocks.get(2).arrived()).isEqualTo(blocks.get(2).times()[1]);
        assertThatThrownBy(() -> TestStream.of("keys", 0, "key").block(0, 1)).hasMessageContaining("give the time");
        assertThatThrownBy(() -> EYE.block(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSourceRunsUntilItIsInterrupted() throws Exception {
        Source ticks = output -> {
            for (int i = 0;; i++) {
                output.send(EYE.block(i, i, i));
                Thread.sleep(1);
            }
        };
        try (SourceRun run = SourceRun.of("eye", ticks)) {
            assertThat(run.await(sent -> sent.blocks().size() >= 3, Duration.ofSeconds(10)).channel(0)).startsWith(0, 1, 2);
            assertThat(run.sent().node()).isEqualTo("eye");
        }
    }

    @Test
    void aSourceThatFailsFailsTheTest() throws Exception {
        SourceRun run = SourceRun.of("eye", output -> {
            throw new IllegalStateException("no device");
        });
        assertThatThrownBy(() -> run.await(sent -> false, Duration.ofSeconds(10))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("eye failed: java.lang.IllegalStateException: no device");
        assertThatThrownBy(run::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void waitingEndsAndSaysWhatCame() throws Exception {
        try (SourceRun run = SourceRun.of("eye", output -> Thread.sleep(60_000))) {
            assertThatThrownBy(() -> run.await(sent -> false, Duration.ofMillis(20))).isInstanceOf(AssertionError.class)
                    .hasMessage("eye: not within 20 ms; it sent 0 signals");
        }
    }
}
