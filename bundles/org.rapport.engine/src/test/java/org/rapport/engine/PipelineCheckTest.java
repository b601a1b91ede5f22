package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck;

/** Each fault of a pipeline is one line that says where it is, what it is, and how to mend it. */
class PipelineCheckTest {
    @TempDir
    private Path folder;
    private final Map<String, NodeCheck> checks = new HashMap<>();

    private List<String> faults(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("p.json"), json);
        List<Fault> faults = new ArrayList<>();
        Pipeline pipeline = PipelineReader.read(file, faults);
        assertThat(faults).isEmpty();
        return new PipelineCheck(pipeline, NodeTypesOfTests.ALL, checks).faults().stream().map(fault -> fault.in(file)).toList();
    }

    @Test
    void aSoundPipelineHasNone() throws Exception {
        assertThat(faults("""
                { "a.source~in": { "number": 3, "flag": true, "choice": "two" },
                  "a.processor~mean": { "inputs": ["in"], "texts": "one alone", "numbers": [1, 2.5] },
                  "a.sink~out": { "inputs": ["mean", "in"] } }
                """)).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceInTheOrderOfTheirLines() throws Exception {
        assertThat(faults("""
                { "a.source~in": { "nmber": 3 },
                  "a.proccessor~mean": {
                    "inputs": ["in"] },
                  "a.sink~out": {
                    "inputs": ["maen"],
                    "flag": "yes",
                    "choice": "three" } }
                """)).satisfiesExactly(
                one -> assertThat(one).startsWith(
                        "p.json:1: node \"in\": \"nmber\": unknown key (did you mean \"number\"?); a.source has text, number, "),
                two -> assertThat(two).startsWith("p.json:2: node \"mean\": unknown node type \"a.proccessor\"")
                        .contains("(did you mean \"a.processor\"?)", "installed are ", "a.sink"),
                three -> assertThat(three)
                        .startsWith("p.json:5: node \"out\": \"inputs\": \"maen\" is not a node of this pipeline")
                        .contains("(did you mean \"mean\"?)"),
                four -> assertThat(four)
                        .isEqualTo("p.json:6: node \"out\": \"flag\": must be true or false, but is \"yes\"; what it is for"),
                five -> assertThat(five)
                        .isEqualTo("p.json:7: node \"out\": \"choice\": \"three\" is not allowed; choose one or two"));
    }

    @Test
    void aLoopNamesItsNodesInOrder() throws Exception {
        assertThat(faults("""
                { "a.processor~a": { "inputs": ["c"] },
                  "a.processor~b": { "inputs": ["a"] },
                  "a.processor~c": { "inputs": ["b"] },
                  "a.sink~d": { "inputs": ["c"] } }
                """)).singleElement().asString().contains("the nodes form a loop: a <- c <- b <- a; remove one of these inputs");
    }

    @Test
    void nobodyReadsFromASinkOrTwiceFromOneNode() throws Exception {
        assertThat(faults("""
                { "a.source~in": { },
                  "a.sink~one": { "inputs": ["in"] },
                  "a.sink~two": { "inputs": ["one", "in", "in"] } }
                """)).satisfiesExactly(
                one -> assertThat(one).contains("\"one\" is a sink and has no output; read from what it reads from: in"),
                two -> assertThat(two).contains("\"in\" appears twice; remove one"));
    }

    @Test
    void ofTwoNodesWithOneNameTheSecondIsToldWhereTheFirstIs() throws Exception {
        assertThat(faults("""
                { "a.source~in": { },
                  "a.processor~in": { } }
                """)).singleElement().asString()
                .isEqualTo("p.json:2: node \"in\": another node has this name on line 1; give one of them another");
    }

    @Test
    void aListIsRefusedWhereOneValueIsWantedAndEachOfAListIsLookedAt() throws Exception {
        assertThat(faults("""
                { "a.source~in": {
                    "number": [1, 2],
                    "numbers": [1, "x", 3],
                    "whole": 2.5 } }
                """)).satisfiesExactly(one -> assertThat(one).contains("\"number\": takes one value, not a list; write a number"),
                two -> assertThat(two).contains("\"numbers\": must be a number, but is \"x\""),
                three -> assertThat(three).contains("\"whole\": must be a whole number, but is 2.5"));
    }

    @Test
    void aTypesOwnCheckSeesThePlanAndOnlyOfASoundPipeline() throws Exception {
        List<PlannedNode> seen = new ArrayList<>();
        checks.put("a.sink", node -> {
            seen.add(node);
            return List.of(new NodeCheck.Problem("text", "has no such file; name one that is there"));
        });
        String sound = """
                { "a.source~in": { "whole": 2 },
                  "a.sink~out": { "inputs": "in", "text": "x" } }
                """;
        assertThat(faults(sound)).singleElement().asString()
                .isEqualTo("p.json:2: node \"out\": \"text\": has no such file; name one that is there");
        assertThat(seen).singleElement().satisfies(node -> {
            assertThat(node.inputs()).extracting(PlannedNode::name).containsExactly("in");
            assertThat(node.inputs().get(0).settings()).containsEntry("whole", 2L);
        });
        seen.clear();
        assertThat(faults(sound.replace("\"whole\": 2", "\"whole\": \"2\""))).hasSize(1);
        assertThat(seen).as("what is upstream is not sound").isEmpty();
    }
}
