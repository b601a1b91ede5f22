package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** A native outlet that leaves every stamp to be deduced: on the network then is none at all. */
@Tag("interop")
@Timeout(60)
class UnstampedStreamTest {
    private static final String OUTLET = """
            import pylsl, sys, time
            rate = float(sys.argv[1])
            info = pylsl.StreamInfo('tracker', 'Gaze', 1, rate, 'float32', 'unstamped')
            info.desc().append_child('channels').append_child('channel').append_child_value('label', 'x')
            out = pylsl.StreamOutlet(info)
            start, sent = time.time(), 0
            while True:
                while sent < (time.time() - start) * 95:
                    out.push_sample([1.0], -1.0)
                    sent += 1
                time.sleep(0.005)
            """;

    @TempDir
    private Path folder;
    private final Lab lab = new Lab();
    private Process process;

    @AfterEach
    void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
        }
        lab.close();
    }

    private void start(String rate) throws IOException {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: set rapport.python to a Python that has pylsl");
        Path settings = Files.writeString(folder.resolve("lsl_api.cfg"), """
                [ports]
                MulticastPort = %1$d
                BasePort = %2$d
                PortRange = 40
                IPv6 = disable
                [multicast]
                ResolveScope = machine
                [lab]
                SessionID = lab-%1$d
                """.formatted(lab.port(), lab.port() + 1));
        Path script = Files.writeString(folder.resolve("outlet.py"), OUTLET);
        ProcessBuilder builder = new ProcessBuilder(python, script.toString(), rate).redirectErrorStream(true)
                .redirectOutput(folder.resolve("outlet.log").toFile());
        builder.environment().put("LSLAPICFG", settings.toString());
        process = builder.start();
    }

    /** It sends 95 samples a second: its claim of 100 alone would let times run away. */
    @ParameterizedTest
    @ValueSource(strings = {"100", "0"})
    void getsDeducedTimesAndAWarning(String rate) throws IOException {
        start(rate);
        lab.run(SourceKind.GAZE, StampClock.LSL);
        StreamStatus told = lab.awaitStatus(State.LIVE, "without time stamps");
        assertThat(told.reason()).contains("deduced", "let its program stamp them");
        assertThat(told.warning()).isTrue();
        int before = lab.samples();
        lab.await(() -> lab.samples() > before + 600);
        for (Block block : lab.blocks()) {
            assertThat(block.arrived() - block.times()[block.samples() - 1]).isCloseTo(0, within(1.0));
        }
    }
}
