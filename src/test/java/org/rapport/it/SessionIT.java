package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.StreamInfo;

/**
 * One live session as an experimenter lives it: simulated devices in a process of their own, the runtime in another, LSL
 * between them, the shipped model. What the tests do to it builds up, in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionIT {
    private static final int PORT = 27300;
    private static final String PREDICTION = "competence [-+]\\d";
    private static final Path PLUGIN = Path.of(System.getProperty("plugin"));

    private static final Path folder = Distribution.folder(SessionIT.class);
    private static Distribution distribution;
    private static Path pipelines;
    private static Command lab;
    private static Command runtime;

    @BeforeAll
    static void start() throws Exception {
        distribution = new Distribution(folder.resolve("rapport"), PORT);
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.copy(distribution.home().resolve("examples/demo/impression.json"), pipelines.resolve("impression.json"));
        lab = distribution.start("simulate", "--seed", "77");
        runtime = distribution.start("run", "--pipelines", pipelines.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        runtime.close();
        lab.close();
    }

    @Test
    @Order(1)
    void predictsFromAllDevices() throws Exception {
        runtime.awaitLine(0, "all 115 channels of the model are there");
        assertThat(runtime.awaitLine(0, PREDICTION)).contains("label", "latency", "CCC so far");
        runtime.awaitLine(0, "valid 100 %");
        assertThat(runtime.output()).contains("scores are synthetic");
    }

    @Test
    @Order(2)
    void streamsTheImpressionToTheNetwork() throws Exception {
        try (Lsl lsl = Lsl.open(LslConfig.parse(Distribution.lslConfig(PORT)))) {
            List<StreamInfo> found = lsl.resolveBy("name", "Impression", 1, Duration.ofSeconds(20));
            assertThat(found).hasSize(1);
            try (Inlet inlet = lsl.inlet(found.get(0))) {
                StreamInfo info = inlet.fullInfo(Duration.ofSeconds(5));
                List<String> labels = info.channels().stream().map(channel -> channel.label()).toList();
                assertThat(labels).startsWith("competence", "warmth", "validity").contains("competence.low", "competence.high",
                        "validity.receiver.ECG");
                assertThat(info.nominalRate()).isEqualTo(5);
                float[] sample = new float[labels.size()];
                double first = inlet.pull(sample, Duration.ofSeconds(10));
                double second = inlet.pull(sample, Duration.ofSeconds(10));
                assertThat(second - first).isBetween(0.199, 0.201);
                assertThat(sample[0]).isBetween(-3f, 3f);
                assertThat(sample[2]).isBetween(0.9f, 1f);
                assertThat(sample[0]).isBetween(sample[3], sample[4]);
            }
            assertThat(lsl.resolveBy("name", "Impression shares", 1, Duration.ofSeconds(20))).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void goesOnWithoutTheEyeTrackerAndTakesItUpAgain() throws Exception {
        int mark = runtime.mark();
        lab.say("drop receiver-eyetracker");
        runtime.awaitLine(mark, "sim-receiver-eyetracker STALE");
        runtime.awaitLine(mark, "sim-receiver-eyetracker LOST");
        String without = runtime.awaitLine(mark, PREDICTION + ".*valid  8\\d %"); // 8 of 9 modalities

        int back = runtime.mark();
        lab.say("restore receiver-eyetracker");
        runtime.awaitLine(back, "sim-receiver-eyetracker LIVE");
        runtime.awaitLine(back, "valid 100 %");
        assertThat(without).contains("competence");
        assertThat(runtime.lines().stream().skip(mark))
                .noneMatch(line -> line.matches(".* graph: \\S+/\\S+ (stopped|started)( .*)?"));
    }

    @Test
    @Order(4)
    void restartsOnlyTheNodeThatAnEditChanges() throws Exception {
        int mark = runtime.mark();
        replace("\"hop\": 5", "\"hop\": 10");
        runtime.awaitLine(mark, "pipeline impression runs: 12 nodes, 1 changed");
        runtime.awaitLine(mark, "impression/impression started");
        runtime.awaitLine(mark, PREDICTION);
        assertThat(runtime.lines().stream().skip(mark).filter(line -> line.endsWith(" stopped"))).singleElement().asString()
                .endsWith("impression/impression stopped");
    }

    @Test
    @Order(5)
    void keepsRunningWhatABrokenEditWouldBreak() throws Exception {
        int mark = runtime.mark();
        replace("\"hop\": 10", "\"hopp\": 10");
        assertThat(runtime.awaitLine(mark, "impression.json:\\d+"))
                .contains("node \"impression\": \"hopp\": unknown key (did you mean \"hop\"?)");
        runtime.awaitLine(mark, "pipeline impression keeps running as before this edit");
        runtime.awaitLine(runtime.mark(), PREDICTION);
        assertThat(runtime.lines().stream().skip(mark)).noneMatch(line -> line.endsWith(" stopped"));
        replace("\"hopp\": 10", "\"hop\": 10");
        runtime.awaitLine(mark, "pipeline impression runs: 12 nodes, 0 changed");
    }

    @Test
    @Order(6)
    void runsASecondPipelineBesideTheFirstWhileItsFileIsThere() throws Exception {
        int mark = runtime.mark();
        Path second = Files.writeString(pipelines.resolve("eye.json"), """
                {
                  "rapport.source.gaze~eye": { "role": "receiver" },
                  "rapport.sink.csv~file": { "inputs": ["eye"], "file": "out/eye.csv" }
                }
                """);
        runtime.awaitLine(mark, "pipeline eye runs: 2 nodes");
        Path csv = distribution.home().resolve("out/eye.csv");
        Command.await(() -> csv.toFile().length() > 10_000, () -> "eye tracking in " + csv);
        runtime.awaitLine(runtime.mark(), PREDICTION);

        Files.delete(second);
        runtime.awaitLine(mark, "pipeline eye stopped: its file is gone");
        runtime.awaitLine(mark, "eye/file stopped");
        assertThat(Files.readAllLines(csv)).filteredOn(line -> !line.startsWith("#")).first().asString()
                .startsWith("time,receiver/Gaze/gaze_x");
        int columns = Files.readAllLines(csv).stream().filter(line -> line.startsWith("time")).findFirst().orElseThrow()
                .split(",").length;
        assertThat(Files.readAllLines(csv)).filteredOn(line -> !line.startsWith("#"))
                .allMatch(line -> line.split(",").length == columns);
        runtime.awaitLine(runtime.mark(), PREDICTION);
    }

    @Test
    @Order(7)
    void usesANodeTypeOfABundleThatIsDroppedIn() throws Exception {
        int mark = runtime.mark();
        Files.writeString(pipelines.resolve("smooth.json"), """
                {
                  "rapport.source.gaze~eye": { "role": "receiver" },
                  "example.smoother~smooth": { "inputs": ["eye"], "seconds": 0.5 },
                  "rapport.sink.csv~file": { "inputs": ["smooth"], "file": "out/smooth.csv" }
                }
                """);
        runtime.awaitLine(mark, "smooth.json:3: node \"smooth\": unknown node type \"example.smoother\"");
        runtime.awaitLine(mark, "pipeline smooth waits for a bundle in plugins/ that offers example.smoother");
        Files.copy(PLUGIN, distribution.home().resolve("plugins").resolve(PLUGIN.getFileName()));
        runtime.awaitLine(mark, "pipeline smooth runs: 3 nodes");
        Path csv = distribution.home().resolve("out/smooth.csv");
        Command.await(() -> csv.toFile().length() > 10_000, () -> "smoothed gaze in " + csv);

        Files.delete(distribution.home().resolve("plugins").resolve(PLUGIN.getFileName()));
        runtime.awaitLine(mark,
                "smooth/smooth left: the bundle that offers example.smoother is gone, and nothing of it reaches file");
        Files.copy(PLUGIN, distribution.home().resolve("plugins").resolve(PLUGIN.getFileName()));
        runtime.awaitLine(mark, "smooth/smooth is back: example.smoother is installed again");
    }

    @Test
    @Order(8)
    void namesWhatIsOnTheNetworkWhenAStreamIsMissingOrAmbiguous() throws Exception {
        int mark = runtime.mark();
        Path ambiguous = Files.writeString(pipelines.resolve("faces.json"), """
                { "rapport.source.face~any": { "role": "emitter" },
                  "rapport.source.gaze~none": { "role": "emitter", "stream": "Tobii" } }
                """);
        assertThat(runtime.awaitLine(mark, "2 streams match")).contains("sim-emitter-webcam", "sim-receiver-webcam",
                "name one of them");
        assertThat(runtime.awaitLine(mark, "no stream matches name='Tobii'")).contains("sim-receiver-eyetracker");
        Files.delete(ambiguous);
        runtime.awaitLine(mark, "pipeline faces stopped");
    }

    @Test
    @Order(9)
    void recordsWhatPassesAndTellsWhatIsInTheRecording() throws Exception {
        int mark = runtime.mark();
        Path recorded = Files.writeString(pipelines.resolve("record.json"), """
                { "rapport.source.gaze~eye": { "role": "receiver" },
                  "rapport.sink.xdf~recorder": { "inputs": ["eye"], "file": "out/session.xdf" } }
                """);
        runtime.awaitLine(mark, "pipeline record runs: 2 nodes");
        Path file = distribution.home().resolve("out/session.xdf");
        Command.await(() -> file.toFile().length() > 10_000, () -> "eye tracking in " + file);
        Files.delete(recorded);
        runtime.awaitLine(mark, "record/recorder stopped");
        try (Command inspect = distribution.start("inspect", file.toString())) {
            assertThat(inspect.exitCode()).as(inspect.output()).isEqualTo(0);
            assertThat(inspect.output()).contains("sim-receiver-eyetracker", "Gaze", "rapport-states");
        }
    }

    @Test
    @Order(10)
    void goesOnWhenTheWholeLabIsKilledAndComesBack() throws Exception {
        int mark = runtime.mark();
        lab.kill();
        runtime.awaitLine(mark, "sim-receiver-ecg LOST");
        runtime.awaitLine(mark, "sim-emitter-webcam LOST");
        int back = runtime.mark();
        lab = distribution.start("simulate", "--seed", "77");
        runtime.awaitLine(back, "sim-receiver-ecg LIVE");
        runtime.awaitLine(back, PREDICTION + ".*valid 100 %");
    }

    private static void replace(String old, String replacement) throws Exception {
        Path file = pipelines.resolve("impression.json");
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }
}
