package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lsl4j.Loopback.SOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials with the native library, run by Python: the system property {@code rapport.python} names one that has pylsl. */
@Tag("interop")
class NativeInteropTest {
    private static final int SAMPLES = 50;

    @TempDir
    private Path folder;
    private LslConfig config;
    private Lsl lsl;
    private Process peer;
    private BufferedReader says;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(System.getProperty("rapport.python") != null, "skipped: set rapport.python to a Python that has pylsl");
        config = Loopback.config().build();
        lsl = Lsl.open(config);
        configurePeer(110);
    }

    private void configurePeer(int protocol) throws IOException {
        Files.writeString(folder.resolve("lsl_api.cfg"), """
                [ports]
                MulticastPort = %d
                BasePort = %d
                PortRange = %d
                IPv6 = disable
                [multicast]
                ResolveScope = machine
                Interfaces = {127.0.0.1}
                ListenAddress = 127.0.0.1
                [lab]
                KnownPeers = {127.0.0.1}
                SessionID = %s
                [tuning]
                UseProtocolVersion = %d
                """.formatted(config.multicastPort(), config.basePort(), config.portRange(), config.sessionId(), protocol));
    }

    @AfterEach
    void close() {
        if (peer != null) {
            peer.destroyForcibly();
        }
        if (lsl != null) {
            lsl.close();
        }
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("rapport.python"),
                Path.of("src/test/python/native_peer.py").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(folder.resolve("peer.log").toFile());
        builder.environment().put("LSLAPICFG", folder.resolve("lsl_api.cfg").toString());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        peer = builder.start();
        says = peer.inputReader(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        String line = says.readLine();
        assertThat(line).as(() -> "the peer ended: " + log()).isNotNull();
        return line;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("peer.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String value(ChannelFormat format, int index, int channel) {
        int number = Math.floorMod(index * 3 + channel, 100) - 50;
        return format == ChannelFormat.STRING ? ("ä" + number).repeat(channel * 100 + 1) : Integer.toString(number);
    }

    @ParameterizedTest
    @EnumSource
    void receivesFromTheNativeLibrary(ChannelFormat format) throws IOException {
        start("send", "trial", format.text(), Integer.toString(SAMPLES));
        assertThat(line()).isEqualTo("ready");
        StreamInfo info = Loopback.find(lsl, "trial");
        try (Inlet inlet = lsl.inlet(info)) {
            assertThat(inlet.fullInfo(SOON).channels()).extracting(ChannelInfo::label).containsExactly("left", "right", "both");
            inlet.open(SOON);
            for (int i = 0; i < SAMPLES; i++) {
                String[] expected = {value(format, i, 0), value(format, i, 1), value(format, i, 2)};
                assertThat(pull(inlet, format, 1000 + i / 100.0)).containsExactly(expected);
            }
            assertThat(inlet.timeCorrection(SOON).offset()).isCloseTo(0, within(0.005));
        }
    }

    private static String[] pull(Inlet inlet, ChannelFormat format, double stamp) {
        String[] texts = new String[3];
        if (format == ChannelFormat.STRING) {
            assertThat(inlet.pull(texts, SOON)).isEqualTo(stamp);
            return texts;
        }
        double[] numbers = new double[3];
        assertThat(inlet.pull(numbers, SOON)).isEqualTo(stamp);
        for (int k = 0; k < 3; k++) {
            texts[k] = Integer.toString((int) numbers[k]);
        }
        return texts;
    }

    /** As it asks for samples in a locale with a decimal comma. */
    @ParameterizedTest
    @EnumSource
    void sendsToTheNativeLibraryInTheOldProtocol(ChannelFormat format) throws IOException {
        configurePeer(100);
        sendsToTheNativeLibrary(format);
    }

    @ParameterizedTest
    @EnumSource
    void sendsToTheNativeLibrary(ChannelFormat format) throws IOException {
        StreamInfo info = StreamInfo.builder("trial", "Trial").format(format).nominalRate(100).sourceId("j")
                .channel("left", "", "").channel("right", "", "").channel("both", "", "").build();
        try (Outlet outlet = lsl.outlet(info)) {
            start("receive", "trial", Integer.toString(SAMPLES));
            assertThat(line()).isEqualTo("labels left right both");
            assertThat(line()).isEqualTo("open");
            assertThat(outlet.awaitConsumers(SOON)).isTrue();
            for (int i = 0; i < SAMPLES; i++) {
                push(outlet, format, i);
            }
            for (int i = 0; i < SAMPLES; i++) {
                String[] words = line().split(" ");
                assertThat(Double.parseDouble(words[1])).isEqualTo(1000 + i / 100.0);
                for (int k = 0; k < 3; k++) {
                    String expected = value(format, i, k);
                    assertThat(words[2 + k]).isEqualTo(format.isFloating() ? expected + ".0" : expected);
                }
            }
            assertThat(Double.parseDouble(line().split(" ")[1])).isCloseTo(0, within(0.005));
        }
    }

    private static void push(Outlet outlet, ChannelFormat format, int index) {
        double stamp = 1000 + index / 100.0;
        String[] texts = {value(format, index, 0), value(format, index, 1), value(format, index, 2)};
        if (format == ChannelFormat.STRING) {
            outlet.push(texts, stamp);
        } else {
            outlet.push(new int[] {Integer.parseInt(texts[0]), Integer.parseInt(texts[1]), Integer.parseInt(texts[2])}, stamp);
        }
    }

    @Test
    void recoversANativeOutletThatWasKilledAndRestarted() throws IOException, InterruptedException {
        start("send", "trial", "float32", "1");
        assertThat(line()).isEqualTo("ready");
        try (Inlet inlet = lsl.inlet(Loopback.find(lsl, "trial"))) {
            inlet.open(SOON);
            assertThat(inlet.pull(new float[3], SOON)).isEqualTo(1000);
            peer.destroyForcibly().waitFor();
            start("send", "trial", "float32", "2");
            assertThat(inlet.pull(new float[3], Duration.ofSeconds(20))).isEqualTo(1000);
            assertThat(inlet.pull(new float[3], SOON)).isEqualTo(1000.01);
            assertThat(inlet.statistics().reconnects()).isEqualTo(1);
        }
    }

    @Test
    void isRecoveredByANativeInlet() throws IOException {
        StreamInfo info = StreamInfo.builder("trial", "Trial").nominalRate(100).sourceId("j").channel("a", "", "").build();
        Outlet first = lsl.outlet(info);
        start("receive", "trial", "2");
        assertThat(line()).isEqualTo("labels a");
        assertThat(line()).isEqualTo("open");
        assertThat(first.awaitConsumers(SOON)).isTrue();
        first.push(new float[] {1}, 10);
        assertThat(line()).isEqualTo("sample 10.0 1.0");
        first.close();
        try (Outlet second = lsl.outlet(info)) {
            assertThat(second.awaitConsumers(Duration.ofSeconds(30))).isTrue();
            second.push(new float[] {2}, 20);
            assertThat(line()).isEqualTo("sample 20.0 2.0");
        }
    }
}
