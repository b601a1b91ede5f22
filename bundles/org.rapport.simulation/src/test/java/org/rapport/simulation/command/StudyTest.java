package org.rapport.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.StreamInfo;
import org.rapport.engine.command.CommandRun;
import org.rapport.simulation.Sensor;
import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.SimulatedSession;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

class StudyTest {
    @TempDir
    private Path folder;
    private Path study;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void name() {
        study = folder.resolve("pilot");
    }

    private int simulate(String... arguments) {
        PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
        return CommandRun.of(new SimulateCommand(() -> {
            throw new AssertionError("a study needs no network");
        }, new ByteArrayInputStream(new byte[0]), told, complaints), List.of(arguments), told, complaints);
    }

    @Test
    void writesOneRecordingForEachDyad() throws IOException {
        assertThat(simulate("--study", study.toString(), "--sessions", "2", "--seconds", "3.5", "--seed", "4")).isZero();

        assertThat(study).isDirectoryContaining("glob:**/dyad-004.xdf").isDirectoryContaining("glob:**/dyad-005.xdf");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("dyad-005.xdf (2 of 2)");
        try (Reader reader = Files.newBufferedReader(study.resolve("study.json")); var json = Json.createReader(reader)) {
            JsonObject description = json.readObject();
            assertThat(description.getString("name")).isEqualTo("pilot");
            assertThat(description.getBoolean("synthetic")).isTrue();
            assertThat(description.getInt("rate")).isEqualTo(25);
            assertThat(description.getJsonArray("sessions").getJsonObject(1))
                    .isEqualTo(Json.createObjectBuilder().add("name", "dyad-005").add("emitter", "e005").add("receiver", "r005")
                            .add("recording", "dyad-005.xdf").build());
        }
    }

    @Test
    void recordsWhatTheDevicesSend() throws IOException {
        simulate("--study", study.toString(), "--sessions", "1", "--seconds", "3.5", "--seed", "4");

        XdfFile file = XdfReader.read(study.resolve("dyad-004.xdf"));

        assertThat(file.warnings()).isEmpty();
        assertThat(file.streams()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            SimulatedDevice device = new SimulatedSession(4).devices().get(i);
            XdfStream stream = file.streams().get(i);
            assertThat(stream.name()).isEqualTo("sim-" + device.name());
            assertThat(stream.rate()).isEqualTo(device.stream().rate());
            assertSamples(stream, device);
            StreamInfo info = StreamInfo.parse(stream.header());
            assertThat(info.desc().text("role")).isEqualTo(device.stream().role().orElseThrow().word());
            assertThat(info.channels()).extracting(channel -> channel.label())
                    .isEqualTo(device.stream().channels().stream().map(channel -> channel.label()).toList());
        }
    }

    private static void assertSamples(XdfStream stream, SimulatedDevice device) {
        Sensor sensor = device.start();
        float[] row = new float[stream.channelCount()];
        float[] recorded = stream.values().floats();
        for (int sample = 0; sample < stream.samples(); sample++) {
            assertThat(stream.times()[sample]).isEqualTo(sensor.next(row));
            int first = sample * row.length;
            assertThat(Arrays.equals(recorded, first, first + row.length, row, 0, row.length)).isTrue();
        }
        assertThat(sensor.next(row)).isGreaterThanOrEqualTo(3.5);
    }

    @Test
    void recordsLaptopsInPlaceOfALab() throws IOException {
        assertThat(simulate("--study", study.toString(), "--sessions", "1", "--seconds", "2", "--devices", "laptops")).isZero();
        XdfFile file = XdfReader.read(study.resolve("dyad-001.xdf"));
        assertThat(file.streams()).extracting(XdfStream::name).containsExactly("sim-emitter-camera", "sim-emitter-microphone",
                "sim-receiver-camera", "sim-receiver-label");
        assertThat(simulate("--study", folder.resolve("x").toString(), "--devices", "phones")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--devices: there are no \"phones\"; there are lab and laptops");
        assertThat(simulate("--study", folder.resolve("x").toString(), "--devices", "laptops", "--preset", "impression"))
                .isEqualTo(2);
    }

    @Test
    void writesTheSameBytesForTheSameSeed() throws IOException {
        Path again = folder.resolve("again");
        simulate("--study", study.toString(), "--sessions", "1", "--seconds", "3");
        simulate("--study", again.toString(), "--sessions", "1", "--seconds", "3");

        assertThat(again.resolve("dyad-001.xdf")).hasSameBinaryContentAs(study.resolve("dyad-001.xdf"));
    }

    @Test
    void writesReceiversWhoAllWatchTheSameStimuli() throws IOException {
        assertThat(simulate("--study", study.toString(), "--preset", "impression", "--receivers", "2", "--stimuli", "3",
                "--seconds", "3")).isZero();

        try (Reader reader = Files.newBufferedReader(study.resolve("study.json")); var json = Json.createReader(reader)) {
            JsonObject description = json.readObject();
            assertThat(description.getJsonArray("sessions")).hasSize(6);
            assertThat(description.getJsonArray("sessions").getJsonObject(5)).isEqualTo(Json.createObjectBuilder()
                    .add("name", "r02-e03").add("emitter", "e03").add("receiver", "r02").add("stimulus", "e03")
                    .add("recordings",
                            Json.createObjectBuilder().add("emitter", "stimuli/03.xdf").add("receiver", "receivers/02-03.xdf"))
                    .build());
        }
        XdfFile stimulus = XdfReader.read(study.resolve("stimuli/03.xdf"));
        assertThat(stimulus.streams()).extracting(XdfStream::channelCount).containsExactly(54, 360);
        XdfFile receiver = XdfReader.read(study.resolve("receivers/02-03.xdf"));
        assertThat(receiver.warnings()).isEmpty();
        assertThat(receiver.streams()).hasSize(6);
        for (XdfStream stream : receiver.streams()) {
            assertThat(stream.times()[0]).as("on the clock of the stimulus").isBetween(0.0, 0.3);
            assertThat(stream.times()[stream.samples() - 1]).isBetween(2.7, 3.0);
        }
    }

    @Test
    void theImpressionPresetHasItsNumberOfLabels() {
        double[] lengths = ScreeningWriter.lengths(44_923, 13);
        assertThat(Arrays.stream(lengths).mapToInt(length -> (int) Math.floor(length * 25) + 1).sum()).isEqualTo(44_923);
    }

    @Test
    void writesTheSameBytesHoweverManyReceiversAreWrittenAtOnce() throws IOException {
        Path fewer = folder.resolve("fewer");
        simulate("--study", study.toString(), "--receivers", "3", "--stimuli", "2", "--seconds", "2");
        simulate("--study", fewer.toString(), "--receivers", "1", "--stimuli", "2", "--seconds", "2");

        for (String file : new String[]{"receivers/01-02.xdf", "stimuli/02.xdf"}) {
            assertThat(fewer.resolve(file)).hasSameBinaryContentAs(study.resolve(file));
        }
    }

    @Test
    void neverWritesIntoAFolderThatHoldsSomething() throws IOException {
        Files.createDirectories(study);
        Files.writeString(study.resolve("mine.txt"), "precious");

        assertThat(simulate("--study", study.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("is there already");
        assertThat(study).isDirectoryNotContaining("glob:**/*.xdf");
    }

    @Test
    void saysInOneLineWhenTheFolderCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("file"), "");

        assertThat(simulate("--study", folder.resolve("file/study").toString())).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1);
    }

    @Test
    void refusesWhatAStudyCannotTake() {
        assertThat(simulate("--study", study.toString(), "--only", "receiver-ecg")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--sessions", "0")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--seconds", "-1")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--seconds", "Infinity")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--sessions", "2", "--receivers", "2")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--receivers", "0")).isEqualTo(2);
        assertThat(simulate("--study", study.toString(), "--preset", "other")).isEqualTo(2);
        assertThat(simulate("--receivers", "2")).isEqualTo(2);
        assertThat(study).doesNotExist();
    }
}
