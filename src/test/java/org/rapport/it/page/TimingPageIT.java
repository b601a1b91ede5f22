package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rapport.it.Command;
import org.rapport.it.PlugInJar;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

import jakarta.json.JsonObject;

/** When predictions come about is told as data, in figures, and as a trouble when they are late. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TimingPageIT {
    private static final int LSL_PORT = 29500;
    private static final int PAGE_PORT = 29585;
    private static final String LATE = "over their budget of 8.0 s";

    private static RunningPage running;
    private static PageClient page;
    private static Path slow;

    @BeforeAll
    static void start() throws Exception {
        running = RunningPage.start(TimingPageIT.class, LSL_PORT, PAGE_PORT,
                demo -> demo.replace("\"hop\": 5,", "\"hop\": 5, \"budget\": 8,"), "--seed", "91");
        page = running.client();
        slow = running.folder().resolve("slow");
        // who looks on has the resampler wait: 5 of its 25 rows a second
        new PlugInJar("stranger.slows").with("Import-Package", "org.osgi.framework,org.rapport.api.node,org.rapport.api.signal")
                .write(running.distribution().home().resolve("plugins/slows.jar"), """
                        context.registerService(org.rapport.api.node.GraphListener.class, (pipeline, node, signal) -> {
                            if (node.equals("features") && signal instanceof org.rapport.api.signal.Block rows
                                    && new java.io.File("%s").exists()) {
                                try {
                                    Thread.sleep(200L * rows.samples());
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        }, null);
                        """.formatted(slow));
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    private static List<JsonObject> hops() {
        try {
            return page.session().getJsonArray("predictions").getValuesAs(JsonObject.class).stream()
                    .flatMap(one -> one.getJsonArray("hops").getValuesAs(JsonObject.class).stream()).toList();
        } catch (IOException | InterruptedException e) {
            return List.of();
        }
    }

    private static double value(String hop, String figure) {
        return hops().stream().filter(one -> one.getString("hop").equals(hop)).findFirst().orElseThrow().getJsonNumber(figure)
                .doubleValue();
    }

    @Test
    @Order(1)
    void tellsWhatEachHopTakes() throws Exception {
        Command.await(() -> !hops().isEmpty(), () -> "predictions and what they took");
        assertThat(hops()).extracting(one -> one.getString("hop")).containsExactly("captured", "arrived", "settled", "inferred",
                "emitted", "whole");
        assertThat(value("captured", "p50")).as("the delay of the demo's resampler").isCloseTo(0.5, within(0.005));
        assertThat(value("whole", "max")).isGreaterThan(0.5);
        assertThat(page.get("metrics").body())
                .containsPattern("rapport_prediction_hop_seconds\\{hop=\"arrived\",node=\"impression\","
                        + "pipeline=\"impression\",quantile=\"0.99\"} \\d");
    }

    private static Optional<JsonObject> late() {
        try {
            return page.session().getJsonArray("troubles").getValuesAs(JsonObject.class).stream()
                    .filter(one -> one.getString("kind").equals("LATE")).findFirst();
        } catch (IOException | InterruptedException e) {
            return Optional.empty();
        }
    }

    @Test
    @Order(2)
    void tellsOnceThatPredictionsAreLateAndWhichHopIsSlow() throws Exception {
        running.runtime().awaitLine(0, "all 115 channels of the model are there");
        Command.await(() -> late().isEmpty() || !late().orElseThrow().isNull("over"),
                () -> "predictions in time after the start");
        // a model that is loaded for long has what it reads wait, and that would not be in the recording
        Command.await(() -> page.tries("api/control/start", "{\"session\": \"1\"}") == 200, () -> "a recording");
        int mark = running.runtime().mark();
        Files.createFile(slow);
        running.runtime().awaitLine(mark,
                "WARN.*timing LATE: predictions are .*" + LATE + "; most of it goes to nodes before the model");
        Command.await(() -> late().filter(one -> one.isNull("over")).isPresent(), () -> "a trouble that lasts");
        assertThat(late().orElseThrow().getString("about")).isEqualTo("timing (impression)");
        assertThat(late().orElseThrow().getString("text")).contains(LATE);
        Files.delete(slow);
        running.runtime().awaitLine(mark, "timing LIVE: predictions are within their budget of 8.0 s again");
        Command.await(() -> !late().orElseThrow().isNull("over"), () -> "the end of the trouble");
        assertThat(running.runtime().lines().stream().skip(mark).filter(line -> line.contains(LATE))).hasSize(1);
    }

    @Test
    @Order(3)
    void theRecordingHasItAndVerifyLeavesItOut() throws Exception {
        assertThat(page.post("api/control/stop", page.token(), "").statusCode()).isEqualTo(200);
        Path recording = recording();
        XdfFile file = XdfReader.read(recording);
        XdfStream impression = stream(file, "impression");
        XdfStream timing = stream(file, "timing");
        assertThat(timing.times()).as("one row a prediction").isEqualTo(impression.times());
        float[] ages = timing.values().floats();
        assertThat(timing.channelCount()).isEqualTo(5);
        for (int row = 0; row < timing.samples(); row++) {
            int first = 5 * row;
            assertThat(IntStream.range(first + 1, first + 5)).as("row " + row + " goes from station to station")
                    .allMatch(i -> ages[i] >= ages[i - 1] - 1e-5);
        }
        String[] states = stream(file, "rapport-states").values().strings();
        assertThat(states).anySatisfy(text -> assertThat(text).contains(LATE));
        try (Command verify = running.distribution().start("verify", recording.toString(), "--pipeline",
                running.pipelines().resolve("impression.json").toString())) {
            assertThat(verify.exitCode()).as(verify.output()).isZero();
            assertThat(verify.output()).contains("impression: ", "equal to the bit: the same").doesNotContain("not the same");
        }
    }

    private static XdfStream stream(XdfFile file, String name) {
        return file.streams().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static Path recording() throws IOException {
        try (Stream<Path> files = Files.walk(running.distribution().home().resolve("recordings"))) {
            return files.filter(file -> file.toString().endsWith(".xdf")).findFirst().orElseThrow();
        }
    }
}
