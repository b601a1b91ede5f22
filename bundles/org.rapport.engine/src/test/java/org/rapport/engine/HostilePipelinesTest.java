package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;

/** Broken pipeline files: checked as a whole and planned, or told line by line. */
class HostilePipelinesTest {
    private static final Map<String, NodeType> TYPES = NodeTypesOfTests.ALL;

    @TempDir
    private Path folder;

    @Test
    void anyPipelineIsPlannedOrToldInLines() throws Exception {
        List<byte[]> seeds = HostileFiles.corpus(Path.of("src", "test", "resources", "corpus"));
        new HostileFiles("pipeline", 2_000).withstoodBy(HostilePipelinesTest::check, folder.resolve("mutant.json"),
                new Mutator(8, seeds, 32_768)::next);
    }

    @Test
    @Timeout(300)
    void muchOfAnythingIsToldInFewLines() throws Exception {
        String names = list(90_000, i -> "\"n" + i + "\"");
        List<String> files = List.of("{ \"a.sink~a\": { \"inputs\": [" + names + "] } }",
                "{ \"a.sink~a\": { \"numbers\": [" + names + "] } }",
                "{ \"a.sink~a\": { \"inputs\": \"" + "n".repeat(500_000) + "\", \"" + "k".repeat(500) + "\": 1 } }",
                "{ " + list(30_000, i -> "\"a.sink~n" + i + "\": {}") + " }",
                "{ " + list(30_000, i -> "\"n" + i + "\": {}") + " }",
                "{ \"a.sink~a\": { " + list(50_000, i -> "\"n" + i + "\": 1") + " } }",
                "{ " + list(900, i -> "\"a.processor~n" + i + "\": { \"inputs\": [" + list(50, k -> "\"m" + k + "\"") + "] }")
                        + " }",
                "{ " + list(900, i -> "\"a.processor~n" + i + "\": { \"inputs\": [\"n" + (i + 1) % 900 + "\"] }") + " }");
        for (String text : files) {
            List<String> lines = check(Files.writeString(folder.resolve("much.json"), text, StandardCharsets.UTF_8));
            assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(PipelineCheck.MOST_FAULTS + 2)
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(20_000));
        }
    }

    private static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
    }

    private static List<String> check(Path file) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Pipeline pipeline = PipelineReader.read(file, faults);
        PipelineCheck check = new PipelineCheck(pipeline, TYPES, Map.of());
        faults.addAll(check.faults());
        if (faults.isEmpty()) {
            PipelinePlan plan = new PipelinePlan(pipeline, TYPES);
            pipeline.nodes().forEach(node -> assertThat(plan.node(node.name()).settings()).isNotNull());
        }
        return faults.stream().map(fault -> fault.in(file)).toList();
    }
}
