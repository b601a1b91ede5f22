package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.lsl.dialects.Dialects;

/**
 * Outlets of the native library that describe themselves as real programs do, and some that nobody has met, read by the sources
 * without a dialect of the user's: the right channels, units and scales, and every value that was sent or none where the device
 * says
 * so. {@code src/test/python/devices.py} sends the same forty samples again and again.
 */
@Tag("interop")
@Timeout(180)
class StrangeDevicesInteropTest {
    private static final int CYCLE = 40;
    private static final float NAN = Float.NaN;
    private static final Path SCRIPT = Path.of("src/test/python/devices.py");

    private final Lab lab = new Lab();
    @TempDir
    private Path folder;
    private Process devices;

    /**
     * What is to come of a device.
     *
     * @param kind of the source that reads it
     * @param choice {@code stream=NAME} or {@code id=SOURCE_ID}
     * @param stream the stream's name
     * @param channels content type, label and unit of each channel
     * @param row the values of the channels in the sample of a number
     */
    private record Expected(SourceKind kind, String choice, String stream, List<String> channels, IntFunction<float[]> row) {
    }

    private static boolean lost(int k) {
        return k >= 10 && k <= 12;
    }

    private static float[] seen(int k, double... values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = lost(k) ? NAN : (float) values[i];
        }
        return row;
    }

    private static float[] all(double... values) {
        return seen(0, values);
    }

    private static List<Expected> expected() {
        List<Expected> expected = new ArrayList<>(List.of(
                new Expected(SourceKind.GAZE, "stream=EyeTechDS Data", "EyeTechDS Data",
                        List.of("Gaze/left_pupil mm", "Gaze/left_x screencoords", "Gaze/left_y screencoords",
                                "Gaze/right_pupil mm", "Gaze/right_x screencoords", "Gaze/right_y screencoords"),
                        k -> seen(k, 3 + k / 100.0, (40 + k) / 100.0, 0.5, 3 + k / 100.0, (40 + k) / 100.0, 0.5)),
                new Expected(SourceKind.GAZE, "stream=EyeLogic", "EyeLogic",
                        List.of("Gaze/left_x px", "Gaze/left_y px", "Gaze/right_x px", "Gaze/right_y px", "Gaze/left_pupil mm"),
                        k -> seen(k, 900 + k, 500, 910 + k, 510, 2 * (1.5 + k / 100.0))),
                new Expected(SourceKind.GAZE, "stream=SMI_Raw", "SMI_Raw",
                        List.of("Gaze/left_x px", "Gaze/left_y px", "Gaze/left_pupil mm", "Gaze/right_x px", "Gaze/right_y px",
                                "Gaze/right_pupil mm"),
                        k -> seen(k, 900 + k, 500, 3.5, 910 + k, 510, 3.6)),
                new Expected(SourceKind.GAZE, "id=beam", "BeamEyeTracker_GazeHead_Matrix",
                        List.of("Gaze/gaze_x screencoords", "Gaze/gaze_y screencoords", "Gaze/head_x m"),
                        k -> lost(k) ? new float[]{NAN, NAN, 0.01f} : all(0.3 + k / 100.0, 0.5, 0.01)),
                new Expected(SourceKind.PHYSIO, "id=Muse00:55", "Muse",
                        List.of("PPG/BVP_1 count", "PPG/BVP_2 count", "PPG/BVP_3 count"), k -> all(1000 + k, 2000 + k, 3000 + k)),
                body("id=MD-V5-0000001", "PPG_RED", "PPG/BVP_red count", k -> 25 + k / 10.0),
                body("id=MD-V5-0000001", "PPG_IR", "PPG/BVP_infrared count", k -> 25 + k / 10.0),
                body("id=MD-V5-0000001", "PPG_GRN", "PPG/BVP_green count", k -> 25 + k / 10.0),
                body("id=MD-V5-0000001", "EDA", "EDA/GSR uS", k -> 15 + k / 10.0),
                body("id=openbcigui", "obci_stream_0", "EDA/GSR uS", k -> 1 + k / 100.0),
                body("id=BHT1-ECG", "ZephyrECG", "ECG/ECG mV", k -> k / 100.0),
                body("stream=GDX-RB 0K1", "GDX-RB 0K1", "RSP/RSP N", k -> 10.0 + k),
                new Expected(SourceKind.PHYSIO, "id=shimmer", "Shimmer3-E1A4", List.of("EDA/GSR uS", "PPG/BVP mV"),
                        k -> all(1000 / (100.0 + k), 1500 + k)),
                new Expected(SourceKind.LABEL, "id=pad", "xbox_controller_Axes",
                        List.of("Label/left_x ", "Label/left_y ", "Label/right_x ", "Label/right_y "),
                        k -> all(k / 40.0, -k / 40.0, 0, 0)),
                new Expected(SourceKind.GAZE, "id=acme", "Acme Tracker",
                        List.of("Gaze/left_x px", "Gaze/left_y px", "Gaze/left_pupil mm", "Gaze/right_x px", "Gaze/right_y px",
                                "Gaze/right_pupil mm"),
                        k -> lost(k) ? new float[]{NAN, NAN, NAN, 800 + k, 400, 3.4f}
                                : all(900 + k, 500, 3.5, 800 + k, 400, 3.4)),
                new Expected(SourceKind.GAZE, "id=zeta", "Zeta Eyes",
                        List.of("Gaze/gaze_x normalized", "Gaze/gaze_y normalized", "Gaze/left_pupil mm"),
                        k -> seen(k, 0.2 + k / 100.0, 0.5, 3.5)),
                new Expected(SourceKind.PHYSIO, "id=omega", "Omega Box", List.of("ECG/ECG mV", "EDA/GSR uS"),
                        k -> all((100.0 + k) / 1000, 1000 / (200.0 + k)))));
        expected.add(face("id=p1", "Participant1", 0.5));
        expected.add(face("id=p2", "Participant2", 0.4));
        return expected;
    }

    private static Expected body(String choice, String stream, String channel, IntFunction<Double> value) {
        return new Expected(SourceKind.PHYSIO, choice, stream, List.of(channel), k -> all(value.apply(k)));
    }

    private static Expected face(String choice, String stream, double from) {
        return new Expected(SourceKind.FACE, choice, stream, List.of(), k -> {
            float[] row = new float[51];
            Arrays.fill(row, (float) (from + k / 100.0));
            return row;
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        if (devices != null) {
            devices.destroyForcibly();
        }
        lab.close();
    }

    private void startDevices() throws IOException {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pylsl");
        Path config = Files.writeString(folder.resolve("lsl_api.cfg"),
                "[ports]\nMulticastPort = " + lab.port() + "\nBasePort = " + (lab.port() + 1)
                        + "\nPortRange = 40\nIPv6 = disable\n[multicast]\nResolveScope = machine\n"
                        + "ListenAddress = 127.0.0.1\n[lab]\nSessionID = lab-" + lab.port() + "\n");
        ProcessBuilder program = new ProcessBuilder(python, SCRIPT.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("LSLAPICFG", config.toString());
        devices = program.start();
        assertThat(devices.inputReader().readLine()).isEqualTo("ready");
    }

    @Test
    void everyDeviceIsReadAsItSends() throws IOException {
        startDevices();
        Dialects dialects = new Dialects(Optional.empty());
        expected().stream().map(one -> one.kind() + "," + one.choice()).distinct().forEach(source -> {
            String[] words = source.split("[,=]", 3);
            boolean id = words[1].equals("id");
            lab.run(new DeviceSource(lab.network(), dialects, new SourceSettings(SourceKind.valueOf(words[0]), Role.RECEIVER, "",
                    id ? "" : words[2], id ? words[2] : "", "", 0.5, StampClock.LSL, SampleRate.AS_SAID, "", false)));
        });
        for (Expected one : expected()) {
            lab.await(() -> rows(one.stream()).size() > CYCLE + CYCLE / 2);
            assertThat(lab.blocks().stream().filter(block -> block.stream().name().equals(one.stream())).map(Block::stream)
                    .distinct()).as(one.stream()).hasSize(1);
            List<float[]> rows = rows(one.stream());
            int first = IntStream.range(0, CYCLE).filter(k -> same(one.row().apply(k), rows.get(0))).findFirst()
                    .orElseThrow(() -> new AssertionError(one.stream() + " sent nothing like " + Arrays.toString(rows.get(0))));
            boolean isLost = Float.isNaN(rows.get(0)[0]); // which of the lost ones is the first, it does not say
            int begin = isLost
                    ? IntStream.range(0, rows.size()).filter(i -> !Float.isNaN(rows.get(i)[0])).findFirst().orElseThrow() : 0;
            int shift = isLost ? 13 - begin : first;
            for (int i = begin; i < rows.size(); i++) {
                float[] wanted = one.row().apply((i + shift) % CYCLE);
                assertThat(same(wanted, rows.get(i)))
                        .as("%s, row %s: %s and not %s", one.stream(), i, Arrays.toString(rows.get(i)), Arrays.toString(wanted))
                        .isTrue();
            }
            if (!one.channels().isEmpty()) {
                assertThat(channels(one.stream())).as(one.stream()).isEqualTo(one.channels());
            }
        }
        assertThat(lab.all(StreamStatus.class)).filteredOn(status -> status.state() == State.REFUSED)
                .as("what comes along with a device is no fault").isEmpty();
        assertThat(lab.blocks()).extracting(block -> block.stream().name()).doesNotContain("TEMP1", "ACC_X");
    }

    private List<String> channels(String stream) {
        return lab.blocks().stream().filter(block -> block.stream().name().equals(stream)).findFirst().orElseThrow().stream()
                .channels().stream().map(channel -> channel.type() + "/" + channel.label() + " " + channel.unit()).toList();
    }

    private List<float[]> rows(String stream) {
        List<float[]> rows = new ArrayList<>();
        for (Block block : lab.blocks()) {
            if (block.stream().name().equals(stream)) {
                int width = block.stream().channels().size();
                for (int i = 0; i < block.samples(); i++) {
                    rows.add(Arrays.copyOfRange(block.values(), i * width, (i + 1) * width));
                }
            }
        }
        return rows;
    }

    private static boolean same(float[] wanted, float[] row) {
        return wanted.length == row.length && IntStream.range(0, row.length).allMatch(i -> Float.isNaN(wanted[i])
                ? Float.isNaN(row[i]) : Math.abs(wanted[i] - row[i]) <= 1e-5 * Math.max(1, Math.abs(wanted[i])));
    }
}
