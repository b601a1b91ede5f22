package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class MissingTypesTest {
    private static final Set<String> ALL = Set.of("source", "voice", "sink");
    private static final Set<String> LESS = Set.of("source", "sink");

    private final MissingTypes missing = new MissingTypes();
    private final Pipeline pipeline = new Pipeline(Path.of("session.json"),
            List.of(node("source", "mic"), node("voice", "emitter-voice", "mic"), node("sink", "screen", "emitter-voice"),
                    node("sink", "file", "mic", "emitter-voice")));

    @Test
    void tellsOnceWhatAPipelineLacksAndWhenItIsBack() {
        assertThat(missing.news(List.of(pipeline), ALL)).isEmpty();
        assertThat(missing.news(List.of(pipeline), LESS)).containsExactly("session/emitter-voice left: the bundle that offers "
                + "voice is gone, and nothing of it reaches screen, file; put it back into plugins/ or start it");
        assertThat(missing.news(List.of(pipeline), LESS)).isEmpty();
        assertThat(missing.news(List.of(pipeline), ALL))
                .containsExactly("session/emitter-voice is back: voice is installed again");
        assertThat(missing.news(List.of(pipeline), LESS)).hasSize(1);
    }

    @Test
    void aPipelineThatEndsLacksNothing() {
        assertThat(missing.news(List.of(pipeline), LESS)).hasSize(1);
        assertThat(missing.news(List.of(), LESS)).isEmpty();
        assertThat(missing.news(List.of(pipeline), LESS)).as("it was started anew").hasSize(1);
    }

    private static Pipeline.Node node(String type, String name, String... inputs) {
        return new Pipeline.Node(type, name, 1,
                inputs.length == 0 ? Map.of() : Map.of(Pipeline.Node.INPUTS, new Pipeline.Setting(1, List.of(inputs))));
    }
}
