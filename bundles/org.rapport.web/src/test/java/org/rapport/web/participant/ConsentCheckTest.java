package org.rapport.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.home.Home;
import org.rapport.api.node.NodeCheck;

/** A text that nobody can read is no consent, whatever is captured. */
class ConsentCheckTest {
    @TempDir
    private Path folder;

    private final Home home = new Home() {
        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public Path work() {
            return folder;
        }
    };

    private List<String> problems(NodeCheck check, String type, String file) {
        return check.check(new PlannedNode(type, "node", Map.of("consent", file), List.of())).stream()
                .filter(problem -> problem.key().equals("consent")).map(NodeCheck.Problem::message).toList();
    }

    @Test
    void aMissingTextIsAFaultOfEachNodeThatAsksForOne() throws Exception {
        Map<String, NodeCheck> checks = Map.of("rapport.source.camera", new ConsentCheck(home), "rapport.source.microphone",
                new ConsentCheck(home), "rapport.source.rating", new RatingCheck(home), "rapport.source.films",
                new FilmsCheck(home));
        Files.writeString(folder.resolve("there.txt"), "You may stop.");
        Files.writeString(folder.resolve("empty.txt"), " \n");
        checks.forEach((type, check) -> {
            assertThat(problems(check, type, "gone.txt")).as(type).singleElement().asString()
                    .contains("gone.txt: there is no such consent text");
            assertThat(problems(check, type, "empty.txt")).as(type).singleElement().asString().contains("without any text");
            assertThat(problems(check, type, "there.txt")).as(type).isEmpty();
            assertThat(problems(check, type, "")).as(type).isEmpty();
        });
    }
}
