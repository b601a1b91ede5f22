package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.testkit.SentSignals;

/** Two devices of one name on one grid. */
class ResamplerTwinsTest {
    private final SentSignals output = new SentSignals("features");

    /** The rows of a time, of all channels. */
    private List<float[]> middle(double from, double to) {
        List<float[]> picked = new ArrayList<>();
        for (Block block : output.blocks()) {
            int width = block.stream().channels().size();
            for (int i = 0; i < block.samples(); i++) {
                if (block.times()[i] >= from && block.times()[i] <= to) {
                    picked.add(Arrays.copyOfRange(block.values(), i * width, (i + 1) * width));
                }
            }
        }
        return picked;
    }

    @Test
    void keepsTwoDevicesOfOneNameApart() throws Exception {
        Resampler resampler = new Resampler(ResamplerTest.settings());
        StreamDescription emitter = ResamplerTest.voice(StreamId.of("em", "Mic", "a"),
                new Channel(Role.EMITTER, "Audio", "energy", "", "", Scale.CONTINUOUS));
        StreamDescription receiver = ResamplerTest.voice(StreamId.of("re", "Mic", "b"),
                new Channel(Role.RECEIVER, "Audio", "energy", "", "", Scale.CONTINUOUS));
        List<Block> blocks = new ArrayList<>(ResamplerTest.blocks(emitter, ResamplerTest.regular(100, 103, 100), t -> 1, 5));
        blocks.addAll(ResamplerTest.blocks(receiver, ResamplerTest.regular(100, 110, 100), t -> 2, 5));
        blocks.addAll(ResamplerTest.blocks(emitter, ResamplerTest.regular(106, 110, 100), t -> 1, 5));
        blocks.sort(Comparator.comparingDouble(Block::arrived));
        boolean lost = false;
        for (Block block : blocks) {
            if (!lost && block.times()[0] > 104) {
                resampler.status(new StreamStatus(emitter.id(), StreamStatus.State.LOST, 104, "test"), output);
                lost = true;
            }
            resampler.process(block, output);
        }
        assertThat(middle(100.5, 109.5)).isNotEmpty().allSatisfy(row -> assertThat(row[1]).isCloseTo(2, within(1e-5f)));
        assertThat(middle(103.5, 105.5)).isNotEmpty().allSatisfy(row -> assertThat(row[0]).isNaN());
        assertThat(middle(106.5, 109)).isNotEmpty().allSatisfy(row -> assertThat(row[0]).isCloseTo(1, within(1e-5f)));
    }

    /** Four devices answer one after the other: their rows are one stream from the first on, and none is made for a sample. */
    @Test
    void devicesThatJoinTogetherMakeOneStreamOfRows() throws Exception {
        Resampler resampler = new Resampler(ResamplerTest.settings());
        List<Block> blocks = new ArrayList<>();
        for (int device = 0; device < 4; device++) {
            StreamDescription stream = ResamplerTest.voice(StreamId.of("n" + device, "Mic", ""),
                    new Channel(Role.EMITTER, "Audio", "energy" + device, "", "", Scale.CONTINUOUS));
            blocks.addAll(ResamplerTest.blocks(stream, ResamplerTest.regular(100 + 0.3 * device, 106, 100), t -> 1, 5));
        }
        blocks.sort(Comparator.comparingDouble(Block::arrived));
        for (Block block : blocks) {
            resampler.process(block, output);
        }
        assertThat(output.blocks()).extracting(block -> block.stream().channels().size()).containsOnly(4);
        assertThat(output.blocks().get(0).times()[0]).as("nothing is lost meanwhile").isLessThan(100.1);
    }

    @Test
    void twoDevicesOfOnePersonThatSendTheSameAreToldAndNotMixed() throws Exception {
        Resampler resampler = new Resampler(ResamplerTest.settings());
        Channel voice = new Channel(Role.EMITTER, "Audio", "energy", "", "", Scale.CONTINUOUS);
        StreamDescription left = ResamplerTest.voice(StreamId.of("left", "Mic", ""), voice);
        StreamDescription right = ResamplerTest.voice(StreamId.of("right", "Mic", ""), voice);
        List<Block> blocks = new ArrayList<>(ResamplerTest.blocks(left, ResamplerTest.regular(100, 110, 100), t -> 1, 5));
        blocks.addAll(ResamplerTest.blocks(right, ResamplerTest.regular(100, 110, 100), t -> 2, 5));
        blocks.sort(Comparator.comparingDouble(Block::arrived));
        for (Block block : blocks) {
            resampler.process(block, output);
        }
        assertThat(output.blocks().get(output.blocks().size() - 1).stream().channels()).extracting(Channel::label)
                .containsExactly("energy", "energy#2");
        assertThat(middle(102, 109)).isNotEmpty().allSatisfy(row -> assertThat(row).containsExactly(1f, 2f));
        assertThat(output.statuses()).singleElement().satisfies(status -> {
            assertThat(status.warning()).isTrue();
            assertThat(status.reason()).contains("Mic (left) and Mic (right) both bring emitter/Audio/energy",
                    "the channels of Mic (right) get #2");
        });
    }
}
