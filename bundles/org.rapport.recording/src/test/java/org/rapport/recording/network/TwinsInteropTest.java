package org.rapport.recording.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.ResolveScope;

/**
 * Two devices of one name, each a program with the native library, one of which is killed and started again; pyxdf reads two
 * streams with every sample. The system property {@code rapport.python} names a Python that has pylsl and pyxdf.
 */
@Tag("interop")
@Timeout(120)
class TwinsInteropTest {
    /** Counts on from its second argument at 50 Hz. */
    private static final String DEVICE = """
            import sys, time, pylsl
            info = pylsl.StreamInfo('Shimmer', 'EDA', 1, 50, 'float32', sys.argv[1])
            outlet = pylsl.StreamOutlet(info)
            value = int(sys.argv[2])
            while True:
                outlet.push_sample([float(value)])
                value += 1
                time.sleep(0.02)
            """;
    /** For each stream its id, samples, least value, and how often a value does not follow the one before. */
    private static final String READER = """
            import sys, pyxdf, numpy
            for s in pyxdf.load_xdf(sys.argv[1])[0]:
                v = s['time_series'][:, 0]
                print(s['info']['name'][0], s['info']['source_id'][0], len(v) > 100, int(v.min()) // 10000,
                      int((numpy.diff(v) != 1).sum()))
            """;

    @TempDir
    private Path folder;
    private final List<Process> devices = new ArrayList<>();

    private Process python(String script, String... arguments) throws IOException {
        String python = System.getProperty("rapport.python");
        assumeTrue(python != null, "skipped: the system property rapport.python names no Python that has pylsl and pyxdf");
        List<String> words = new ArrayList<>(List.of(python, "-c", script));
        words.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("LSLAPICFG", folder.resolve("lsl_api.cfg").toString());
        return process.start();
    }

    private Process device(String sourceId, int first) throws IOException {
        Process device = python(DEVICE, sourceId, Integer.toString(first));
        devices.add(device);
        return device;
    }

    private static void until(NetworkRecorder recorder, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) { // the test has a deadline
            recorder.step();
        }
    }

    private static long least(NetworkRecorder recorder) {
        return recorder.streams().stream().mapToLong(NetworkStream::samples).min().orElse(0);
    }

    @ParameterizedTest
    @CsvSource({"a, b", "same, same"})
    void areTwoStreamsWithEverySampleWhenOneIsStartedAgain(String first, String second) throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("lsl_api.cfg"), "[ports]\nMulticastPort = " + port
                + "\nIPv6 = disable\n[multicast]\nResolveScope = machine\nListenAddress = 127.0.0.1\n[lab]\nSessionID = twins\n");
        LslConfig config = LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE)
                .interfaces(List.of("127.0.0.1")).multicastPort(port).sessionId("twins").build();
        Path file = folder.resolve("r.xdf");
        try (Lsl lsl = Lsl.open(config); NetworkRecorder recorder = new NetworkRecorder(lsl, "", file, line -> {
        })) {
            Process killed = device(first, 0);
            until(recorder, () -> recorder.streams().size() == 1);
            device(second, 100_000);
            until(recorder, () -> recorder.streams().size() == 2 && least(recorder) > 50);
            killed.destroyForcibly().waitFor();
            device(first, 50_000);
            long before = recorder.streams().get(0).samples() + 100;
            until(recorder, () -> recorder.streams().get(0).samples() > before);
        } finally {
            devices.forEach(Process::destroyForcibly);
        }
        Process reader = python(READER, file.toString());
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.inputReader().lines()).containsExactlyInAnyOrder("Shimmer " + first + " True 0 1",
                "Shimmer " + second + " True 10 0");
    }
}
