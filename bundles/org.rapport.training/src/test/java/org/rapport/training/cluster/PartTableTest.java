package org.rapport.training.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.part.Part;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;

class PartTableTest {
    private final Map<String, Integer> made = new HashMap<>(Map.of("fold-2", 4));
    private final PartTable table = new PartTable(List.of(part("fold-1"), part("fold-2"), part("fold-3")), 10,
            name -> made.getOrDefault(name, 0));

    private static Part part(String name) {
        return new Part(name, "gru", new SplitOptions(Protocol.BY_DYAD, 0, 0, 1), 1);
    }

    private List<String> take(String kind, String part) throws FileFault {
        return table.take(kind, JsonEntry.parse("test",
                "{\"part\": \"" + part + "\", \"host\": \"node-" + part.substring(5) + "\", \"reason\": \"gone\"}"));
    }

    @Test
    void showsThoseAtWorkAndHowAllStand() throws FileFault {
        assertThat(table.lines()).containsExactly("0 of 3 parts done, 0 at work, 3 wait");
        assertThat(take("begun", "fold-1")).containsExactly("fold-1: begins on node-1");
        assertThat(take("begun", "fold-2")).containsExactly("fold-2: goes on after epoch 4 on node-2");
        made.putAll(Map.of("fold-1", 3, "fold-2", 10));
        table.look();
        assertThat(table.lines()).hasSize(3).element(0).asString().matches(" +fold-1 +node-1 +epoch 4/10");
        assertThat(table.lines().get(1)).matches(" +fold-2 +node-2 +epoch 10/10");
        assertThat(table.lines().get(2)).matches("0 of 3 parts done, 2 at work, 1 wait, about \\d+:\\d\\d:\\d\\d left");
        assertThat(take("lost", "fold-1")).containsExactly("fold-1: lost on node-1, waits for another process: gone");
        assertThat(take("done", "fold-2")).singleElement().asString()
                .startsWith("fold-2: done on node-2; 1 of 3 parts done, 0 at work, 2 wait, 1 times lost, about ");
        assertThat(take("begun", "fold-1")).containsExactly("fold-1: goes on after epoch 3 on node-1");
        assertThat(table.working()).isOne();
    }
}
