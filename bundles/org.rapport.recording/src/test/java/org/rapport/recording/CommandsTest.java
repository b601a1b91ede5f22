package org.rapport.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.command.Command;
import org.rapport.api.command.Commands;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamId;
import org.rapport.engine.command.CommandRun;
import org.rapport.recording.network.RecordCommand;
import org.rapport.recording.session.HeaderXml;
import org.rapport.recording.session.Journal;
import org.rapport.recording.summary.InspectCommand;
import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStreamWriter;
import org.rapport.xdf.XdfWriter;

import jakarta.json.Json;
import jakarta.json.JsonObject;

class CommandsTest {
    /** A runtime without other commands. */
    private static final Commands NONE = new Commands() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public int run(String name, List<String> arguments) {
            throw new AssertionError("there is no " + name);
        }
    };

    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("r.xdf");
        try (XdfWriter writer = new XdfWriter(file)) {
            XdfStreamWriter eye = writer.addStream(HeaderXml.of(Blocks.stream("eye", 10, 2), "lab", 0));
            XdfStreamWriter states = writer
                    .addStream(HeaderXml.ofMarkers(StreamId.of(Journal.STATES), MarkerFormat.TEXT, "lab", 0));
            XdfStreamWriter label = writer.addStream(HeaderXml.of(Blocks.stream("label\u0007", 0, 1), "lab", 0));
            states.write(new double[]{99}, new String[]{"{\"stream\":\"eye\",\"state\":\"LIVE\",\"reason\":\"found\"}"});
            eye.write(new double[]{100, 100.1, 100.2, 100.41, 101},
                    new float[]{1, Float.NaN, 1, 1, 1, 1, 1, 1, Float.NaN, Float.NaN});
            eye.write(new ClockOffset(100, -0.002));
            eye.write(new ClockOffset(105, 0.001));
            label.write(new double[]{100, 100.2, 100.5, 100.4}, new float[4]);
            states.write(new double[]{102}, new String[]{"not JSON"});
        }
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    private static int run(Command command, Object... arguments) {
        return CommandRun.of(command, Arrays.stream(arguments).map(Object::toString).toList(), System.out, System.err);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aQueryThatCannotMatchIsRefusedBeforeAnythingIsRecorded() {
        assertThat(run(new RecordCommand(), folder.resolve("never.xdf"), "--query", "type=Gaze")).isEqualTo(2);
        assertThat(error()).contains("--query compares type with Gaze", "type='Gaze'");
        assertThat(folder.resolve("never.xdf")).doesNotExist();
    }

    @Test
    void inspectShowsRecordingsOfOtherKinds() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a\n1\n\nNA\n3\n");
        Files.writeString(folder.resolve("streams.json"),
                "{ \"streams\": [ { \"file\": \"t.csv\", \"name\": \"wrist\", \"type\": \"EDA\", \"rate\": 4 } ] }");
        assertThat(run(new InspectCommand(NONE), folder)).isZero();
        assertThat(out()).contains("wrist", "4.00000", "33.33");
    }

    @Test
    void inspectShowsEveryStream() {
        assertThat(run(new InspectCommand(NONE), file)).isZero();
        assertThat(out().lines()).containsExactly(
                "NO-GO: eye: 2 gaps, together 0.8 s of 1.0 s, the longest 0.590 s at 1.409 s, and 2 more.",
                "  eye: 30 % of its values are missing", "  eye: 4.000 samples a second instead of 10.00", "",
                "stream          type     channels   format  nominal Hz  measured Hz  "
                        + "samples  seconds  gaps  longest s  at once  jitter ms  NaN %  offsets      offset ms  drift ppm",
                "eye             Gaze            2  float32     10.0000      4.00000  "
                        + "      5    1.000     2      0.590        1      0.000  30.00        2  -2.000..1.000       0.00",
                "rapport-states  Markers         1   string   irregular     0.333333  "
                        + "      2    3.000     0          -        -          -      -        0              -          -",
                "label\ufffd          Gaze            1  float32   irregular      6.00"
                        + "000        4    0.500     0          -        -          -   0.00        0              -          -",
                "note: label\ufffd: 1 sample is out of order, the first at 1.400 s, by up to 0.100 s", "",
                "states, in seconds from the start:", "       0.000  eye LIVE: found", "       3.000   : not JSON");
    }

    /** A strap whose packets of 40 samples are stamped as they are pushed; one packet is lost, the last is a short one. */
    @Test
    void inspectTakesNoBurstForAGap() throws IOException {
        Path strap = folder.resolve("strap.xdf");
        try (XdfWriter writer = new XdfWriter(strap)) {
            XdfStreamWriter ecg = writer.addStream(HeaderXml.of(Blocks.stream("strap", 100, 1), "lab", 0));
            for (int packet = 1; packet <= 51; packet++) {
                int samples = packet == 51 ? 5 : 40;
                double sent = packet == 51 ? 120.05 : 100 + 0.4 * packet;
                if (packet != 20) {
                    ecg.write(IntStream.range(0, samples).mapToDouble(i -> sent + i * 5e-6).toArray(), new float[samples]);
                }
            }
        }
        assertThat(run(new InspectCommand(NONE), "--json", strap)).isZero();
        JsonObject stream = Json.createReader(new StringReader(out())).readObject().getJsonArray("streams").getJsonObject(0);
        assertThat(stream.getJsonObject("gaps").getInt("count")).as("the lost packet").isEqualTo(1);
        assertThat(stream.getJsonObject("gaps").getJsonNumber("longest").doubleValue()).isCloseTo(0.4, within(0.001));
        assertThat(stream.getInt("atOnce")).isEqualTo(40);
        assertThat(stream.isNull("jitter")).as("their stamps say nothing of it").isTrue();
        assertThat(stream.getJsonNumber("measuredRate").doubleValue()).as("one of 50 packets is lost").isCloseTo(98, within(0.5));
    }

    @Test
    void inspectSpeaksJson() {
        assertThat(run(new InspectCommand(NONE), "--json", file)).isZero();
        JsonObject json = Json.createReader(new StringReader(out())).readObject();
        JsonObject eye = json.getJsonArray("streams").getJsonObject(0);
        assertThat(eye.getString("name")).isEqualTo("eye");
        assertThat(eye.getJsonNumber("nanShare").doubleValue()).isEqualTo(0.3);
        assertThat(eye.getJsonObject("gaps").getInt("count")).isEqualTo(2);
        assertThat(eye.getJsonObject("clockOffsets").getJsonNumber("least").doubleValue()).isEqualTo(-0.002);
        assertThat(json.getJsonArray("streams").getJsonObject(1).isNull("nanShare")).isTrue();
        assertThat(json.getJsonArray("states").getJsonObject(0).getString("reason")).isEqualTo("found");
        assertThat(json.getJsonArray("warnings")).isEmpty();
    }

    @Test
    void inspectWritesAPageThatSaysWhatIsWrong() throws IOException {
        Path page = folder.resolve("page.html");
        assertThat(run(new InspectCommand(NONE), file, "--page", page)).isZero();
        assertThat(out()).as("on the terminal too").startsWith("NO-GO: eye: 2 gaps");
        assertThat(Files.readString(page))
                .contains("<h1>r.xdf</h1>", "NO-GO: eye: 2 gaps, together 0.8 s of 1.0 s", "eye: 30 % of its values are missing",
                        "eye: 4.000 samples a second instead of 10.00",
                        "label\ufffd: 1 sample is out of order, the first at 1.400 s",
                        "1.400  label\ufffd: out of order, 0.100 s", "class=\"gap\"")
                .doesNotContain("rapport-states</text>", "\u0007");
    }

    @Test
    void inspectTellsDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 600));
        assertThat(run(new InspectCommand(NONE), file)).isEqualTo(1);
        assertThat(out()).contains("stream 1 (eye) has no footer: the recording was not closed");
    }

    @Test
    void inspectSaysInOneLineWhatItCannotRead() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "time");
        assertThat(run(new InspectCommand(NONE), text)).isEqualTo(1);
        assertThat(run(new InspectCommand(NONE), folder.resolve("none.xdf"))).isEqualTo(1);
        assertThat(error().lines()).containsExactly(
                text + ": is not a known kind of recording; if it is a table, let 'rapport study "
                        + "describe FILE' write a streams.json that says what its columns mean",
                folder.resolve("none.xdf") + ": no such file; name a recording or a model's folder");
        assertThat(run(new InspectCommand(NONE))).isEqualTo(2);
        assertThat(run(new InspectCommand(NONE), "--help")).isZero();
    }

    @Test
    void salvageWritesASoundFileAndSaysWhatIsLost() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 600));
        assertThat(run(new SalvageCommand(), file)).isZero();
        Path sound = folder.resolve("r-salvaged.xdf");
        assertThat(XdfReader.read(sound).warnings()).isEmpty();
        assertThat(out()).contains("stream 1 (eye) has no footer: the recording was not closed", "eye: kept 5 samples",
                "the sound recording is " + sound);
        assertThat(Files.size(file)).as("the damaged file stays").isEqualTo(bytes.length - 600);

        assertThat(run(new SalvageCommand(), file)).isEqualTo(2);
        assertThat(error()).isEqualTo(
                sound + ": exists already, and nothing is overwritten; choose another name with --out" + System.lineSeparator());
        assertThat(run(new SalvageCommand(), file, "--out", folder.resolve("b.xdf"))).isZero();
    }

    @Test
    void salvageSaysWhenThereIsNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "time");
        Path empty = Files.writeString(folder.resolve("empty.xdf"), "XDF:");
        assertThat(run(new SalvageCommand(), text)).isEqualTo(1);
        assertThat(run(new SalvageCommand(), empty)).isEqualTo(1);
        assertThat(run(new SalvageCommand(), folder.resolve("none.xdf"))).isEqualTo(1);
        assertThat(run(new SalvageCommand())).isEqualTo(2);
        assertThat(error()).contains("is not an XDF file", "no stream could be salvaged", "no such file");
        assertThat(folder.resolve("a-salvaged.txt")).doesNotExist();
        assertThat(folder.resolve("empty-salvaged.xdf")).doesNotExist();
    }
}
