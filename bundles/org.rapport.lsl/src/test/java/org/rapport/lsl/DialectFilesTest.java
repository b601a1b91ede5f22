package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.node.NodeCheck.Problem;
import org.rapport.api.signal.Role;
import org.rapport.engine.command.CommandRun;
import org.rapport.lsl.dialects.Dialects;

/** The user's own dialects, from the file that the command writes to the message about a fault in it. */
class DialectFilesTest {
    private static final StreamInfo NEW_TRACKER = StreamInfo.builder("new (beta) tracker", "Eyetracker").nominalRate(60)
            .channelCount(2).build();

    @TempDir
    private Path folder;
    private Dialects dialects;

    @BeforeEach
    void dialects() {
        dialects = new Dialects(Optional.of(folder));
    }

    @Test
    void theMappingOfAnUnknownStreamIsADialectOnceEdited() throws IOException {
        write("new-tracker", edited(new MappingFile(NEW_TRACKER, Optional.empty()).json()));
        assertThat(dialects.faults()).isEmpty();
        ChannelMap map = map(NEW_TRACKER, "");
        assertThat(map.meaning().dialect()).isEqualTo("new-tracker");
        assertThat(map.description().channels()).extracting(channel -> channel.path()).containsExactly("receiver/Gaze/channel 1",
                "receiver/Gaze/channel 2");
    }

    @Test
    void theMappingOfAKnownStreamSaysTheSame() throws IOException {
        StreamInfo shimmer = StreamInfo.builder("Shimmer3", "Signals").nominalRate(51.2).channel("GSR", "kOhms", "")
                .channel("Accel_X", "g", "").build();
        write("mine", edited(new MappingFile(shimmer, new Interpreter(dialects.all()).byDialect(shimmer, "")).json()));
        assertThat(dialects.faults()).isEmpty();
        ChannelMap map = ChannelMap.of(shimmer, settings(SourceKind.PHYSIO, ""), new Interpreter(dialects.all()), "body");
        assertThat(map.meaning().dialect()).isEqualTo("mine");
        assertThat(map.block(new double[1], new float[]{100, 1}, 0).values()).containsExactly(10);
    }

    private static String edited(String mapping) {
        return mapping.lines().filter(line -> !line.contains("\"unedited\"")).collect(Collectors.joining("\n"));
    }

    /** What can be assumed of an unknown tracker is written down, and nothing of it is used before somebody has looked at it. */
    @Test
    void aMappingIsRefusedUneditedAndHoldsWhatWasAssumed() throws IOException {
        StreamInfo tracker = StreamInfo.builder("Acme", "Gaze").nominalRate(60).channel("frame_nr", "", "")
                .channel("leftGazeX", "px", "").channel("leftGazeY", "px", "").channel("leftPupil", "mm", "")
                .channel("leftValid", "", "").channel("tracker_confidence", "", "").build();
        String mapping = new MappingFile(tracker, Optional.of(new Interpreter(dialects.all()).meaning(tracker))).json();
        write("acme", mapping);
        assertThat(dialects.faults()).singleElement().asString().contains("acme.json: line 2", "unedited", "take this line out");
        assertThat(map(tracker, "").meaning().dialect()).isEmpty();
        write("acme", edited(mapping));
        assertThat(dialects.faults()).isEmpty();
        ChannelMap map = map(tracker, "");
        assertThat(map.meaning().dialect()).isEqualTo("acme");
        assertThat(map.description().channels()).extracting(channel -> channel.path() + " " + channel.unit())
                .containsExactly("receiver/Gaze/left_x px", "receiver/Gaze/left_y px", "receiver/Gaze/left_pupil mm");
        float nan = Float.NaN;
        float[] wire = {1, 900, 500, 3, 1, 0.9f, /* no pupil */ 2, 900, 500, 0, 1, 0.9f, /* lost */ 3, 900, 500, 3, 0, 0.9f,
                /* unsure */ 4, 900, 500, 3, 1, 0.2f};
        assertThat(map.block(new double[]{1, 2, 3, 4}, wire, 5).values()).containsExactly(900, 500, 3, 900, 500, nan, nan, nan,
                nan, nan, nan, nan);
    }

    @Test
    void severalStreamsOfOneNameAreListedForAMapping() throws Exception {
        try (Lab lab = new Lab();
                Outlet eeg = lab.outlet(StreamInfo.builder("Band", "EEG").nominalRate(256).channel("AF7", "uV", "EEG").build());
                Outlet ppg = lab.outlet(StreamInfo.builder("Band", "PPG").nominalRate(64).channel("PPG1", "", "PPG").build())) {
            PrintStream err = System.err;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            try {
                assertThat(output(lab, 2, "--mapping", "Band")).isEmpty();
            } finally {
                System.setErr(err);
            }
            assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("2 streams are called \"Band\"", "--query \"type='EEG'\"",
                    "--query \"type='PPG'\"");
            assertThat(output(lab, 0, "--mapping", "Band", "--query", "type='PPG'")).contains("PPG1").doesNotContain("AF7");
        }
    }

    @Test
    void aDialectOfTheUsersComesFirstAndMayBeForced() throws IOException {
        write("tobii-pro", """
                { "recognise": { "labels": ["left_x"] },
                  "channels": [ { "label": "left_x", "type": "Gaze", "as": "x", "unit": "px", "factor": 1920, "wireUnit": "" } ] }
                """);
        StreamInfo stream = StreamInfo.builder("t", "Gaze").nominalRate(60).channel("left_x", "", "").build();
        assertThat(map(stream, "").block(new double[1], new float[]{0.5f}, 0).values()).containsExactly(960);
        StreamInfo other = StreamInfo.builder("t", "Gaze").nominalRate(60).channel("left_x", "", "").channel("more", "", "")
                .build();
        assertThat(map(other, "").meaning().dialect()).isEmpty();
        assertThat(map(other, "tobii-pro").description().channels()).hasSize(1);
    }

    @Test
    void eachFaultIsOneLineWithFilePlaceAndMend() throws IOException {
        fault("{ \"channels\": [ }", "line 1: is not valid JSON at column 17: found }");
        fault("{ \"channels\": [] }", "lacks \"channels\"");
        fault("{ \"chanels\": [] }", "\"chanels\" is not a known key; keys here are about, channels");
        fault(rule("\"label\": \"x\""),
                "\"channels[0]\" needs either \"type\" (what the channel is) or \"drop\" (why it is left out)");
        fault(rule("\"type\": \"Gaze\""), "\"channels[0].label\" is missing");
        fault(rule("\"label\": \"(x\", \"type\": \"Gaze\""), "\"channels[0].label\" is not a regular expression");
        fault(rule("\"label\": \"x\", \"type\": \"Gaze\", \"as\": \"$1\""),
                "\"channels[0].as\" refers to $1, a group that \"label\" does not have");
        fault(rule("\"label\": \"x\", \"type\": \"Gaze\", \"factor\": \"2\""), "\"channels[0].factor\" must be a number");
        fault(rule("\"label\": \"x\", \"type\": \"Gaze\", \"scale\": \"steps\""),
                "\"channels[0].scale\" is \"steps\"; choose continuous or stepwise");
        fault(rule("\"label\": \"x\", \"type\": \"Gaze\", \"reciprocal\": true, \"offset\": 1"),
                "does not go with \"reciprocal\"");
        fault("{ \"recognise\": {}, \"channels\": [ { \"label\": \"x\", \"type\": \"Gaze\" } ] }", "\"recognise\" says nothing");
    }

    private static String rule(String settings) {
        return "{ \"channels\": [ { " + settings + " } ] }";
    }

    private void fault(String text, String message) throws IOException {
        Path file = write("mine", text);
        assertThat(dialects.faults()).singleElement().asString().startsWith(file + ": ").contains(message).doesNotContain("\n");
        assertThat(dialects.all()).as("the others are still there").hasSizeGreaterThan(10);
    }

    @Test
    void aPipelineWithAFaultyOrUnknownDialectDoesNotStart() throws IOException {
        SourceCheck check = new SourceCheck(dialects);
        assertThat(check.check(source(Map.of("dialect", "eyelink")))).isEmpty();
        assertThat(check.check(source(Map.of("dialect", "eyelnk")))).singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("there is no dialect \"eyelnk\"; there are ")
                        .contains("eyelink"));
        write("mine", "{}");
        assertThat(check.check(source(Map.of()))).extracting(Problem::message).singleElement().asString().contains("mine.json");
    }

    private static PlannedNode source(Map<String, Object> settings) {
        return new PlannedNode("rapport.source.gaze", "eye", settings, List.of());
    }

    @Test
    void streamsExplainsEachChannelAndWritesMappings() throws Exception {
        try (Lab lab = new Lab();
                Outlet outlet = lab.outlet(StreamInfo.builder("Shimmer3", "Signals").nominalRate(51.2).channel("GSR", "kOhms", "")
                        .channel("Accel_X", "g", "IMU").build())) {
            String explained = output(lab, 0, "--explain");
            assertThat(explained).contains("Shimmer3 (Signals, 2 channels, 51.2 Hz",
                    "dialect shimmer, because its name is \"Shimmer3\"", "read by rapport.source.physio",
                    "1 GSR [kOhms] -> EDA/GSR [uS]   (shimmer, 1000 / value)",
                    "2 Accel_X [g], IMU -> left out   (shimmer: movement; no node reads it)");
            assertThat(output(lab, 0, "--explain", "Shimmer3")).isEqualTo(explained);
            assertThat(output(lab, 0, "--mapping", "Shimmer3")).startsWith("{").contains("\"reciprocal\"");
            assertThat(output(lab, 0)).contains("Shimmer3", "51.2").doesNotContain("EDA");
            output(lab, 1, "--mapping", "Simmer");
        }
    }

    private String output(Lab lab, int code, String... arguments) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(List.of("--wait", "0.7"));
        all.addAll(List.of(arguments));
        try {
            assertThat(CommandRun.of(new StreamsCommand(lab.network(), dialects), all, System.out, System.err)).isEqualTo(code);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), text);
    }

    private ChannelMap map(StreamInfo info, String dialect) {
        return ChannelMap.of(info, settings(SourceKind.GAZE, dialect), new Interpreter(dialects.all()), "eye");
    }

    private static SourceSettings settings(SourceKind kind, String dialect) {
        return new SourceSettings(kind, Role.RECEIVER, "", "", "", dialect, 0.5, StampClock.LSL, SampleRate.AS_SAID, "", false);
    }
}
