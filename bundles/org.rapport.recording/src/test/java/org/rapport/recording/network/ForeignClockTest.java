package org.rapport.recording.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.ResolveScope;
import org.rapport.recording.session.RecordedSession;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/**
 * A device whose LSL clock is really another one: its process lives in a time namespace of Linux. Needs the right to make
 * one, which root has.
 */
@Timeout(60)
class ForeignClockTest {
    private static final double AHEAD = 1_000_000;
    /** Seconds: one machine in truth, though a busy one, and milliseconds for the time of day. */
    private static final double PRECISION = 0.01;

    @TempDir
    private Path folder;

    static LslConfig settings(int port) {
        return LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .listenAddress("127.0.0.1").interfaces(List.of("127.0.0.1")).multicastPort(port).allowRandomPorts(true)
                .sessionId("foreign-" + port).build();
    }

    @Test
    void aRecordingHoldsItsStampsAndWhatTakesThemToThisClock() throws Exception {
        assumeTrue(inNamespace(List.of("true")).waitFor() == 0, "skipped: no right to make a time namespace");
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Path file = folder.resolve("r.xdf");
        ForeignDevice.Moment here = ForeignDevice.Moment.now();
        double dayOfClock = here.day() - here.clock();
        Process device = inNamespace(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ForeignDevice.class.getName(),
                String.valueOf(port)));
        try (Lsl lsl = Lsl.open(settings(port)); NetworkRecorder recorder = new NetworkRecorder(lsl, "", file, news -> {
        })) {
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (recorder.streams().stream().mapToLong(NetworkStream::samples).sum() < 200) {
                assertThat(System.nanoTime()).as("nanoseconds").isLessThan(deadline);
                recorder.step();
            }
        } finally {
            device.destroyForcibly();
        }
        XdfStream raw = XdfReader.read(file).streams().get(0);
        assertThat(raw.times()[0]).as("as the device sent it").isGreaterThan(AHEAD);
        assertThat(raw.clockOffsets()).isNotEmpty()
                .allSatisfy(offset -> assertThat(offset.offset()).isCloseTo(-AHEAD, within(PRECISION)));
        XdfStream common = RecordedSession.read(file).streams().get(0);
        for (int i = 0; i < common.samples(); i++) {
            assertThat(common.times()[i] + dayOfClock).as("when sample %s was taken", i)
                    .isCloseTo(common.values().doubles()[i], within(PRECISION));
        }
    }

    private static Process inNamespace(List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--time", "--monotonic", String.valueOf((long) AHEAD), "--fork",
                "--kill-child"));
        command.addAll(program);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no program unshare");
            throw e;
        }
    }
}
