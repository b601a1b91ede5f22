package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.api.node.Processor;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** in -> twice -> sum, and in -> sum: the same calls in the same order each time. */
class OfflineRunTest {
    private static final StreamDescription STREAM = new StreamDescription("s", 1,
            List.of(new Channel(Role.EMITTER, "Test", "x", "", "", Channel.Scale.CONTINUOUS)), Origin.device());

    private final List<String> calls = new ArrayList<>();
    private boolean removed;
    private final Processor twice = (block, output) -> {
        output.send(value(block.values()[0] * 2));
        output.send(value(block.values()[0] * 2 + 1));
    };
    private final Processor sum = (block, output) -> {
        if (block.values()[0] == 7) {
            throw new IllegalStateException("seven");
        }
        output.send(block);
    };
    private final OfflineRun run = new OfflineRun(List.of(),
            new Pipeline(Path.of("p.json"), List.of(node("sum", "twice", "in"), node("twice", "in"), node("aside", "nowhere"))),
            Map.of("twice", twice, "sum", sum, "aside", sum),
            (from, signal) -> calls.add(from + " " + ((Block) signal).values()[0]), () -> removed = true);

    private static Pipeline.Node node(String name, String... inputs) {
        return new Pipeline.Node("a.processor", name, 1, Map.of("inputs", new Pipeline.Setting(1, List.of(inputs))));
    }

    private static Block value(float value) {
        return new Block(STREAM, new double[]{0}, new float[]{value}, 0);
    }

    @Test
    void aSignalRunsThroughAllThatReadsItBeforeTheNextOne() throws Exception {
        run.send("in", value(1));
        assertThat(calls).containsExactly("in 1.0", "sum 1.0", "twice 2.0", "sum 2.0", "twice 3.0", "sum 3.0");
    }

    @Test
    void whatANodeDownstreamThrowsComesOut() throws Exception {
        assertThatThrownBy(() -> run.send("in", value(3))).isInstanceOf(IllegalStateException.class).hasMessage("seven");
        assertThat(calls).containsExactly("in 3.0", "sum 3.0", "twice 6.0", "sum 6.0", "twice 7.0");
        calls.clear();
        run.send("in", value(1));
        assertThat(calls).as("the next signal is passed as before").hasSize(6);
    }

    @Test
    void itsEndTakesTheNodesAway() {
        run.close();
        assertThat(removed).isTrue();
    }
}
