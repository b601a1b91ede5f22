package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamQuality;

/**
 * A device whose LSL clock is really another one: its process lives in a time namespace of Linux. Needs the right to make
 * one, which root has.
 */
@Timeout(60)
class ForeignClockTest {
    private static final double AHEAD = 1_000_000;
    /** Seconds: one machine in truth, though a busy one, and milliseconds for the time of day. */
    private static final double PRECISION = 0.01;

    private final Lab lab = new Lab();
    private Process device;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(inNamespace(List.of("true")).waitFor() == 0, "skipped: no right to make a time namespace");
        device = inNamespace(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
                        "-cp", System.getProperty("java.class.path"), ForeignDevice.class.getName(), String.valueOf(lab.port())));
    }

    private static Process inNamespace(List<String> program) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--time", "--monotonic", String.valueOf((long) AHEAD), "--fork", "--kill-child"));
        command.addAll(program);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no program unshare");
            throw e;
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        if (device != null) {
            device.destroyForcibly();
        }
        lab.close();
    }

    @Test
    void samplesAreTimedByThisMachinesClock() throws InterruptedException {
        ForeignDevice.Moment here = ForeignDevice.Moment.now();
        double dayOfClock = here.day() - here.clock();
        lab.run(SourceKind.GAZE, StampClock.LSL);
        lab.await(() -> lab.samples() >= 200);
        lab.stop();
        for (Block block : lab.blocks()) {
            for (int i = 0; i < block.samples(); i++) {
                assertThat(block.device().stamps()[i]).as("as the device sent it").isGreaterThan(AHEAD);
                double taken = block.value(i, 0) - dayOfClock;
                assertThat(Math.IEEEremainder(block.times()[i] - taken, ForeignDevice.LAP)).as("seconds off").isCloseTo(0,
                        within(PRECISION));
            }
        }
        StreamQuality quality = lab.all(StreamQuality.class).get(lab.all(StreamQuality.class).size() - 1);
        assertThat(quality.offset()).isCloseTo(-AHEAD, within(PRECISION));
        assertThat(quality.uncertainty()).as("of one machine with itself, and told").isBetween(0.0, PRECISION);
    }
}
