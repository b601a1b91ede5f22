package org.rapport.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.rapport.it.Command;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

import jakarta.json.JsonObject;

/** What goes wrong in a session is told on the page, in the log and in the recording alike. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TroublesPageIT {
    private static final int LSL_PORT = 28300;
    private static final int PAGE_PORT = 28585;
    private static final String FAR = "far from what the model was trained on";

    private static RunningPage running;
    private static PageClient page;

    @BeforeAll
    static void start() throws Exception {
        running = RunningPage.start(TroublesPageIT.class, LSL_PORT, PAGE_PORT, demo -> "", "--seed", "83");
        page = running.client();
        Path home = running.distribution().home();
        strangeModel(home.resolve("examples/demo/model"), home.resolve("models/strange"));
        Files.writeString(running.pipelines().resolve("impression.json"),
                Files.readString(home.resolve(RunningPage.DEMO)).replace("examples/demo/model", "models/strange"));
        // the recording begins before anything is predicted
        Command.await(() -> page.tries("api/control/start", "{\"session\": \"1\"}") == 200, () -> "a recording");
    }

    /** The demo's model, as if it had been trained on people whose skin conducted a thousand times as much. */
    private static void strangeModel(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to.resolve(from.relativize(file).toString()));
                } else {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
        Path contract = to.resolve("contract.json");
        String text = Files.readString(contract);
        String changed = text.replaceAll("(\"type\": *\"EDA\"[^}]*\"mean\": *)[-0-9.eE]+", "$115000");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(contract, changed);
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    private static List<JsonObject> troubles(Predicate<JsonObject> which) {
        try {
            return page.session().getJsonArray("troubles").getValuesAs(JsonObject.class).stream().filter(which).toList();
        } catch (IOException | InterruptedException e) {
            return List.of();
        }
    }

    private static boolean says(JsonObject trouble, String words) {
        return trouble.getString("text").contains(words);
    }

    @Test
    @Order(1)
    void tellsOnceThatTheInputIsFarFromTheTraining() throws Exception {
        Command.await(() -> !troubles(one -> says(one, FAR)).isEmpty(), () -> "a trouble");
        JsonObject told = troubles(one -> says(one, FAR)).get(0);
        assertThat(told.getString("about")).isEqualTo("impression");
        assertThat(told.getString("text")).contains("the receiver's EDA (channel ");
        running.runtime().awaitLine(0, "WARN.*" + FAR);
    }

    @Test
    @Order(2)
    void tellsWhatNodesTellAndWhatItFindsItself() throws Exception {
        Files.writeString(running.pipelines().resolve("missing.json"), """
                { "rapport.source.gaze~nobody": { "role": "emitter", "stream": "there-is-none" },
                  "rapport.sink.csv~kept": { "inputs": ["nobody"], "file": "out/none.csv" } }
                """);
        running.lab().say("drop receiver-eyetracker");
        Command.await(() -> !troubles(one -> one.getString("kind").equals("LOST")).isEmpty(), () -> "a lost eye tracker");
        Command.await(() -> !troubles(one -> one.getString("kind").equals("absent")).isEmpty(), () -> "an absent device");
        running.runtime().awaitLine(0, "WARN.*nobody: no device yet");
        running.lab().say("restore receiver-eyetracker");
        Command.await(() -> troubles(one -> one.getString("kind").equals("LOST") && one.isNull("over")).isEmpty(),
                () -> "its return");
    }

    @Test
    @Order(3)
    void tellsThatADiskIsNearlyFull() throws Exception {
        Path disk = Files.createDirectory(running.distribution().home().resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=16m", "small", disk.toString()) == 0,
                "skipped: nobody lets this test mount a small disk");
        try {
            Files.writeString(running.pipelines().resolve("small.json"), """
                    { "rapport.source.gaze~eye": { "role": "receiver" },
                      "rapport.sink.csv~narrow": { "inputs": ["eye"], "file": "%s" } }
                    """.formatted(disk.resolve("eye.csv")));
            Command.await(() -> !troubles(one -> one.getString("kind").equals("disk")).isEmpty(), () -> "a small disk");
            JsonObject told = troubles(one -> one.getString("kind").equals("disk")).get(0);
            assertThat(told.getString("about")).isEqualTo("narrow");
            assertThat(told.getString("text")).matches("only 1\\d MB are free where it writes");
        } finally {
            Files.delete(running.pipelines().resolve("small.json"));
            Command.await(() -> run("umount", disk.toString()) == 0, () -> "an end of writing to " + disk);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }

    @Test
    @Order(4)
    void theSameIsInTheRecording() throws Exception {
        List<JsonObject> told = troubles(one -> true);
        assertThat(troubles(one -> says(one, FAR))).as("told once").singleElement().matches(one -> one.getInt("count") == 1);
        assertThat(page.post("api/control/stop", page.token(), "").statusCode()).isEqualTo(200);
        XdfFile file = XdfReader.read(recording());
        XdfStream troubles = stream(file, "rapport-troubles");
        XdfStream states = stream(file, "rapport-states");
        String[] texts = troubles.values().strings();
        assertThat(told).hasSizeGreaterThanOrEqualTo(3);
        for (JsonObject one : told) {
            List<Integer> rows = IntStream.range(0, troubles.samples())
                    .filter(i -> texts[3 * i].equals(one.getString("about")) && texts[3 * i + 1].equals(one.getString("kind")))
                    .boxed().toList();
            assertThat(rows).as(one.toString()).isNotEmpty();
            double first = one.getJsonNumber("first").doubleValue();
            assertThat(rows).as(one.toString())
                    .anySatisfy(row -> assertThat(troubles.times()[row]).isCloseTo(first, within(1e-6)));
            if (!one.isNull("over") && one.getJsonNumber("over").doubleValue() > first) {
                double over = one.getJsonNumber("over").doubleValue();
                assertThat(rows).as(one.toString()).anySatisfy(row -> {
                    assertThat(troubles.times()[row]).isCloseTo(over, within(1e-6));
                    assertThat(texts[3 * row + 2]).startsWith("over: ");
                });
            }
        }
        JsonObject far = told.stream().filter(one -> says(one, FAR)).findFirst().orElseThrow();
        String[] stateTexts = states.values().strings();
        assertThat(IntStream.range(0, states.samples()).boxed().toList()).anySatisfy(i -> {
            assertThat(stateTexts[2 * i + 1]).contains(FAR);
            assertThat(states.times()[i]).isCloseTo(far.getJsonNumber("first").doubleValue(), within(1e-6));
        });
        assertThat(running.runtime().lines().stream().filter(line -> line.contains("WARN") && line.contains(FAR))).hasSize(1);
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
