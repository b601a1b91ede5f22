package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A live session with faults is recorded, checked, verified and played again, by commands alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordIT {
    private static final long SETTLED_MICROSECONDS = 5_000_000;
    /** Seconds by which the devices' clock is ahead of this machine's. */
    private static final long AHEAD = 1_000_000;
    private static final Path folder = Distribution.folder(RecordIT.class);
    private static final Path recording = folder.resolve("session.xdf");
    /** By the recorder that needs no pipeline. */
    private static final Path beside = folder.resolve("beside.xdf");
    private static Distribution distribution;
    private static Path pipelines;
    private static Path pipeline;
    private static TimeNamespace devices;

    @BeforeAll
    static void pipeline() throws Exception {
        devices = TimeNamespace.ifAllowed(AHEAD);
        distribution = new Distribution(folder.resolve("rapport"), 27500);
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        String demo = Files.readString(distribution.home().resolve("examples/demo/impression.json")).stripTrailing();
        pipeline = Files.writeString(pipelines.resolve("impression.json"),
                demo.substring(0, demo.lastIndexOf('}')).stripTrailing() + """
                ,
                  "rapport.source.markers~marks": {},
                  "rapport.sink.xdf~by-marker": {
                    "inputs": ["emitter-face", "emitter-voice", "receiver-face", "receiver-eye", "receiver-body", "features",
                               "impression", "receiver-label", "marks"],
                    "file": "%s", "recording": false, "startMarker": "begin", "stopMarker": "end" }
                }
                """.formatted(recording));
    }

    @Test
    @Order(1)
    void recordsALiveSessionWithFaults() throws Exception {
        try (Command lab = distribution.start(devices, "simulate", "--seed", "78", "--at", "0 packets receiver-ecg 0.25");
                Command runtime = distribution.start("run", "--pipelines", pipelines.toString());
                Command recorder = distribution.start("record", beside.toString());
                Command marks = distribution.start("mark", "--wait", "60")) {
            recorder.awaitLine(0, "records sim-receiver-ecg");
            runtime.awaitLine(0, "sim-receiver-ecg LIVE.* bursts of \\d+ samples");
            marks.say("begin"); // goes out as soon as somebody listens, about when the first device answers
            int mark = 0;
            runtime.awaitLine(mark, "competence [-+]\\d");
            mark = runtime.mark();
            lab.say("drop receiver-eyetracker");
            runtime.awaitLine(mark, "sim-receiver-eyetracker LOST");
            lab.say("restore receiver-eyetracker");
            runtime.awaitLine(mark, "sim-receiver-eyetracker LIVE");
            mark = runtime.mark();
            runtime.awaitLine(mark, "valid 100 %");
            marks.say("trial 1");
            marks.say("end");
            lab.say("quit");
            Command.await(() -> end(0, 1, "inspect", "--json", recording.toString()).contains("\"warnings\": [\n    ]"),
                    () -> "a recording that was closed");
        }
    }

    @Test
    @Order(1)
    void triesTheDevicesBeforeTheSession() throws Exception {
        String demo = distribution.home().resolve("examples/demo/impression.json").toString();
        try (Command lab = distribution.start("simulate", "--seed", "79")) {
            lab.awaitLine(0, "receiver-eyetracker");
            assertThat(end(0, 0, "check", "--live", demo, "--seconds", "6")).contains("sim-receiver-eyetracker").endsWith("GO")
                    .doesNotContain("NO-GO");
        }
        assertThat(end(1, 1, "check", "--live", demo, "--seconds", "1")).contains("NO-GO", "receiver-eye");
    }

    @Test
    @Order(2)
    void saysWhatIsInTheRecording() throws Exception {
        String table = end(0, 0, "inspect", recording.toString());
        for (Path file : List.of(recording, beside)) {
            assertThat(offset(file, "sim-receiver-ecg")).as("what takes the device's clock to ours").isCloseTo(-devices.ahead(),
                    within(0.01));
        }
        assertThat(table).contains("sim-receiver-eyetracker LOST", "Rapport-marks", "rapport-journal", "impression")
                .containsPattern("sim-receiver-ecg .* 0 +- +250 +- ").doesNotContain("sim-receiver-ecg LIVE: sends");
        Path page = folder.resolve("page.html");
        end(0, 0, "inspect", recording.toString(), "--page", page.toString());
        assertThat(page).content().contains("sim-receiver-eyetracker: 1 gap,");
    }

    private static double offset(Path file, String stream) {
        String json = end(0, 0, "inspect", "--json", file.toString());
        Matcher least = Pattern.compile("\"name\": \"" + stream + "\".*?\"least\": ([-.\\d]+)", Pattern.DOTALL).matcher(json);
        assertThat(least.find()).as(json).isTrue();
        return Double.parseDouble(least.group(1));
    }

    @Test
    @Order(3)
    void makesTheSameOfTheRecordingToTheBit() throws Exception {
        assertThat(end(0, 0, "verify", recording.toString(), "--pipeline", pipeline.toString()))
                .contains("features: ", "impression: ", "equal to the bit: the same").doesNotContain("not the same");
    }

    @Test
    @Order(4)
    void playsTheRecordingAgainForAnyProgramOfTheNetwork() throws Exception {
        Path again = folder.resolve("again.xdf");
        try (Command replay = distribution.start("replay", recording.toString(), "--stream", "sim-receiver-gsr", "--stream",
                "Rapport-marks", "--speed", "4", "--wait", "60");
                Command record = distribution.start("record", again.toString())) {
            replay.awaitLine(0, "played to the end");
            assertThat(replay.exitCode()).isZero();
            record.awaitLine(0, "records sim-receiver-gsr .EDA, 1 channels, 4.0 Hz.");
        }
        assertThat(end(0, 0, "inspect", again.toString())).contains("sim-receiver-gsr", "Rapport-marks");
    }

    @Test
    @Order(5)
    void evaluatesTheRecordingToWhatWasPredictedLive() throws Exception {
        Path study = Files.createDirectories(folder.resolve("study"));
        Files.writeString(study.resolve("study.json"), """
                { "name": "live", "synthetic": true,
                  "sessions": [ { "name": "s", "emitter": "e", "receiver": "r", "recording": "session.xdf" } ] }
                """);
        Files.copy(recording, study.resolve("session.xdf"));
        end(0, 0, "evaluate", distribution.home().resolve("examples/demo/model").toString(), study.toString(), "--pipeline",
                pipeline.toString(), "--out", study.toString());
        Map<Long, String> live = predictions(distribution.home().resolve("out/impression.csv"), 0);
        Map<Long, String> evaluated = predictions(study.resolve("predictions.csv"), 1);
        // what was before the recording began is in the first live windows, but not in the recording
        long settled = evaluated.keySet().stream().min(Long::compare).orElseThrow() + SETTLED_MICROSECONDS;
        evaluated.keySet().removeIf(time -> time < settled);
        assertThat(evaluated).hasSizeGreaterThan(10);
        assertThat(live).containsAllEntriesOf(evaluated);
    }

    /** Time in microseconds to competence and warmth, from the columns that follow the time. */
    private static Map<Long, String> predictions(Path csv, int timeColumn) throws Exception {
        Map<Long, String> predictions = new TreeMap<>();
        for (String line : Files.readAllLines(csv)) {
            String[] cells = line.split(",");
            if (cells.length > timeColumn + 2 && cells[timeColumn].matches("[\\d.]+")) {
                predictions.put(Math.round(Double.parseDouble(cells[timeColumn]) * 1e6),
                        Float.parseFloat(cells[timeColumn + 1]) + " " + Float.parseFloat(cells[timeColumn + 2]));
            }
        }
        return predictions;
    }

    private static String end(int least, int most, String... words) {
        try (Command command = distribution.start(words)) {
            assertThat(command.exitCode()).as(command.output()).isBetween(least, most);
            return command.output();
        } catch (Exception e) {
            throw new AssertionError(String.join(" ", words), e);
        }
    }
}
