package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.testkit.SentSignals;
import org.rapport.testkit.TestStream;

/** The resampler as a library: no node, no settings of a pipeline. */
class GridResamplerTest {
    private static final TestStream FAST = TestStream.of("fast", 100, "sine");
    private static final TestStream SLOW = TestStream.of("slow", 20, "cosine");

    private final SentSignals rows = new SentSignals("rows");
    private final GridResampler resampler = new GridResampler("rows", new ResamplingSettings(25, 0.4, 0.25, 0.5));

    @Test
    void streamsOfTwoRatesComeOutAsRows() {
        List<Block> slow = SLOW.blocks(100, 6, 1, Math::cos);
        List<Block> fast = FAST.blocks(100, 6, 5, Math::sin);
        for (int i = 0; i < slow.size(); i++) {
            resampler.add(slow.get(i), rows::send);
            resampler.add(fast.get(i), rows::send);
        }
        Block last = rows.blocks().get(rows.blocks().size() - 1);
        assertThat(last.stream().name()).isEqualTo("rows");
        assertThat(last.stream().channels()).extracting(channel -> channel.label()).as("by path, whoever was first")
                .containsExactly("cosine", "sine");
        double time = last.times()[last.samples() - 1];
        assertThat(time * 25).isCloseTo(Math.rint(time * 25), within(1e-9)).isGreaterThan(105.4 * 25);
        assertThat((double) last.value(last.samples() - 1, 1)).isCloseTo(Math.sin(time), within(2e-3));
        assertThat((double) last.value(last.samples() - 1, 0)).isCloseTo(Math.cos(time), within(2e-3));
    }

    @Test
    void nobodyWaitsForAStreamThatIsLost() {
        resampler.add(SLOW.block(100, 1, 1, 1), rows::send);
        resampler.add(SLOW.status(State.LOST, 100.2, "gone"));
        FAST.blocks(100, 3, 10, Math::sin).forEach(block -> resampler.add(block, rows::send));
        double[] times = rows.times();
        assertThat(times[times.length - 1]).as("only the delay behind").isGreaterThan(102.5);
    }

    /** A thousand times in reach are 8 kB each time that they are copied. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0002})
    void aRowOfAFastStreamLeavesHardlyAnyGarbage(double jitter) {
        Random random = new Random(1);
        double[] times = IntStream.range(0, 20_000).mapToDouble(i -> 100 + i / 1000.0 + jitter * random.nextDouble()).toArray();
        List<Block> blocks = ResamplerTest.blocks(TestStream.of("ecg", 1000, "ECG").description(), times, Math::sin, 10);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int half = blocks.size() / 2;
        blocks.subList(0, half).forEach(block -> resampler.add(block, rows::send));
        int before = rows.times().length;
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (Block block : blocks.subList(half, blocks.size())) {
            resampler.add(block, rows::send);
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        int made = rows.times().length - before;
        assertThat(made).isEqualTo(250);
        assertThat(bytes / made).as("bytes a row").isLessThan(12_000);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new ResamplingSettings(0, 0.4, 0.25, 0.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate and delay must be above 0");
        assertThatThrownBy(() -> new ResamplingSettings(25, 0.4, Double.NaN, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
