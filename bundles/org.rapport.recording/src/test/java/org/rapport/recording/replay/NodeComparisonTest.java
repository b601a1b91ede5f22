package org.rapport.recording.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;

/** Recordings of before beside nodes that have learned to say more. */
class NodeComparisonTest {
    private static final StreamId IMPRESSION = StreamId.of("impression");

    /** A sample a second, whose values are those of the columns at this time. */
    private static Block block(StreamId stream, int samples, String... columns) {
        List<Channel> channels = Arrays.stream(columns)
                .map(label -> new Channel(Role.RECEIVER, "Impression", label, "", "", Channel.Scale.CONTINUOUS)).toList();
        double[] times = new double[samples];
        float[] values = new float[samples * columns.length];
        for (int i = 0; i < samples; i++) {
            times[i] = i;
            for (int column = 0; column < columns.length; column++) {
                values[i * columns.length + column] = columns[column].hashCode() + i;
            }
        }
        return new Block(new StreamDescription(stream, 1, channels, Origin.device()), times, values, 0);
    }

    static NodeComparison compared(List<Block> live, List<Block> again) {
        Comparing comparing = new Comparing(live.stream().map(block -> block.stream().id().name()).collect(Collectors.toSet()));
        live.forEach(comparing::live);
        again.forEach(comparing::again);
        return comparing.end();
    }

    @Test
    void whatTheNodeDidNotSayThenIsNoDifference() {
        NodeComparison comparison = compared(List.of(block(IMPRESSION, 30, "competence", "validity")),
                List.of(block(IMPRESSION, 30, "competence", "low", "validity"),
                        block(StreamId.of("impression", "shares", ""), 30, "face")));
        assertThat(comparison.isEqual()).as(() -> comparison.lines("impression").toString()).isTrue();
        assertThat(comparison.equal()).isEqualTo(30);
    }

    @Test
    void whatItDoesNotSayAnyMoreIs() {
        NodeComparison comparison = compared(List.of(block(IMPRESSION, 30, "competence", "validity")),
                List.of(block(IMPRESSION, 30, "competence")));
        assertThat(comparison.isEqual()).isFalse();
    }

    @Test
    void andSoAreOtherValuesOfAColumnThatMoved() {
        NodeComparison comparison = compared(List.of(block(IMPRESSION, 30, "competence", "validity")),
                List.of(block(IMPRESSION, 30, "validity", "other")));
        assertThat(comparison.isEqual()).isFalse();
    }

    /** A stream that is sent in larger pieces comes after one whose first samples are the same already. */
    @Test
    void eachStreamOfANodeHasABeginningOfItsOwn() {
        StreamId shares = StreamId.of("impression", "shares", "");
        NodeComparison comparison = compared(List.of(block(IMPRESSION, 30, "competence"), block(shares, 30, "face")),
                List.of(from(5, block(IMPRESSION, 30, "competence")), from(7, block(shares, 30, "face"))));
        assertThat(comparison.isEqual()).as(() -> comparison.lines("impression").toString()).isTrue();
        assertThat(comparison.head()).isEqualTo(12);
        assertThat(comparison.equal()).isEqualTo(48);
    }

    /** What a network still knows of before the recording fades, and rounding may hide it now and then. */
    @Test
    void oneThatIsEqualByChanceIsNoEndOfTheBeginning() {
        Block live = block(IMPRESSION, 30, "competence");
        NodeComparison comparison = compared(List.of(live), List.of(differing(live, 0, 1, 2, 4)));
        assertThat(comparison.isEqual()).as(() -> comparison.lines("impression").toString()).isTrue();
        assertThat(comparison.head()).isEqualTo(4);
        assertThat(comparison.equal()).isEqualTo(26);
    }

    @Test
    void afterSomeThatAreEqualOneThatDiffersIsADifference() {
        Block live = block(IMPRESSION, 30, "competence");
        assertThat(compared(List.of(live), List.of(differing(live, 0, 5))).isEqual()).isFalse();
        assertThat(compared(List.of(live), List.of(differing(live, 20))).isEqual()).isFalse();
    }

    private static Block differing(Block block, int... samples) {
        float[] values = block.values().clone();
        Arrays.stream(samples).forEach(sample -> values[sample] = Math.nextUp(values[sample]));
        return new Block(block.stream(), block.times(), values, 0);
    }

    private static Block from(int first, Block block) {
        int width = block.stream().channels().size();
        return new Block(block.stream(), Arrays.copyOfRange(block.times(), first, block.samples()),
                Arrays.copyOfRange(block.values(), first * width, block.samples() * width), 0);
    }
}
