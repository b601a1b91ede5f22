package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lsl4j.internal.base.DaemonThreads;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.wire.InfoRequest;

/** One budget for all that wait: who holds much pays for it, who holds little does not. */
class MemoryBudgetTest {
    private static final int CHANNELS = 64;
    private static final int SAMPLES = 256;
    private static final long FLOOD = 512L << 20;
    private static final int LARGE = 60_000_000;

    private final MemoryBudget budget = new MemoryBudget(10 << 20);

    private static void fill(SampleLog log, int records) {
        for (int i = 0; i < records; i++) {
            log.append(i, ByteBuffer.allocate(1000));
        }
    }

    @Test
    void whoHoldsMostLosesItsOldest() {
        SampleLog flooded = new SampleLog(1000, budget);
        SampleLog.Reader slow = flooded.reader(1_000_000);
        SampleLog small = new SampleLog(1000, budget);
        SampleLog.Reader careful = small.reader(1_000_000);
        fill(small, 2000);
        fill(flooded, 50_000);
        fill(small, 1000);
        assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
        assertThat(careful.dropped()).isZero();
        assertThat(careful.available()).isEqualTo(3000);
        assertThat(slow.dropped()).isBetween(40_000L, 50_000L);
        careful.close();
        slow.close();
        assertThat(budget.used()).as("all is given back").isZero();
    }

    @Test
    void whatMustNotBeLostTakesFromWhatMayAndNoMoreThanHalf() {
        SampleLog flooded = new SampleLog(1000, budget);
        SampleLog.Reader slow = flooded.reader(1_000_000);
        fill(flooded, 50_000);
        try (MemoryBudget.Share share = budget.share()) {
            assertThat(share.take(4 << 20)).isTrue();
            assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
            assertThat(share.take(2 << 20)).isFalse();
            assertThat(share.held()).isEqualTo(4 << 20);
            share.free(3 << 20);
            assertThat(share.take(2 << 20)).isTrue();
        }
        fill(flooded, 50_000);
        assertThat(slow.available()).isGreaterThan(5000);
    }

    /** A stranger who describes many streams at great length must not fill the memory with them. */
    @Test
    void largeDescriptionsThatAreKeptGetAnEighthUntilNobodyHasThem() throws Exception {
        String text = "<info><name>a</name><type>b</type><channel_count>1</channel_count><channel_format>float32</channel_format>"
                + "<desc><junk>" + "x".repeat(100_000) + "</junk></desc></info>";
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread outlet = new Thread(() -> describe(server, text), "describes");
            outlet.setDaemon(true);
            outlet.start();
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            List<StreamInfo> kept = new ArrayList<>();
            kept.add(InfoRequest.fetch(address, Deadline.after(Duration.ofSeconds(10)), budget));
            assertThatThrownBy(() -> kept.add(InfoRequest.fetch(address, Deadline.after(Duration.ofSeconds(10)), budget)))
                    .isInstanceOf(IOException.class).hasMessageContaining("no memory for its description of 100");
            assertThat(budget.used()).isBetween(800_000L, budget.limit() / 8);
            kept.set(0, kept.get(0).toBuilder().name("another").build());
            System.gc();
            assertThat(budget.used()).as("a copy has it").isPositive();
            kept.clear();
            for (int i = 0; i < 1000 && budget.used() > 0; i++) {
                System.gc();
                Thread.sleep(10); // collection takes its time
            }
            assertThat(budget.used()).isZero();
        }
    }

    private static void describe(ServerSocket server, String text) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getInputStream().read(new byte[1000]);
                    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void aSmallProgramOutlivesInletsThatNobodyReads(int inlets) throws IOException {
        LslConfig config = Loopback.config().build();
        try (Lsl lsl = Lsl.open(config)) {
            List<Outlet> floods = new ArrayList<>();
            for (int i = 0; i < inlets; i++) {
                floods.add(lsl.outlet(
                        StreamInfo.builder("flood" + i, "").channelCount(CHANNELS).nominalRate(1e6).sourceId("f" + i).build()));
            }
            Outlet healthy = lsl.outlet(StreamInfo.builder("healthy", "").channelCount(1).sourceId("h").build());
            ServerSocket texts = new ServerSocket(0, 5, HOST);
            new DaemonThreads("texts").newThread(() -> sendLargeText(texts)).start();
            Process program = program(config.multicastPort(), inlets, texts.getLocalPort());
            try (texts; BufferedReader says = program.inputReader()) {
                assertThat(says.readLine()).isEqualTo("open");
                long rounds = rounds(inlets);
                float[] chunk = new float[CHANNELS * SAMPLES];
                for (int round = 0; round < rounds; round++) {
                    Arrays.fill(chunk, round);
                    floods.forEach(flood -> flood.pushChunk(chunk, LslClock.now()));
                    healthy.push(new float[]{round});
                }
                healthy.push(new float[]{-1});
                String report = says.readLine();
                System.out.println(inlets + " inlets that nobody reads, -Xmx256m: " + report);
                assertThat(report).startsWith("healthy " + (rounds + 1) + " of " + (rounds + 1) + ", text end, 1 too large, ");
                assertThat(report).contains("newest");
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static long rounds(int inlets) {
        return FLOOD / inlets / (CHANNELS * SAMPLES * Float.BYTES);
    }

    /** An outlet that sends one text of 60 MB and then a short one. */
    private static void sendLargeText(ServerSocket server) {
        byte[] head = "LSL/110 200 OK\r\nUID: u\r\nByte-Order: 1234\r\nData-Protocol-Version: 110\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        String pattern = "02c976be9f0c24fe4001023130";
        try (Socket client = server.accept(); OutputStream out = client.getOutputStream()) {
            client.getInputStream().read(new byte[4096]);
            out.write(head);
            out.write(HexFormat.of().parseHex(pattern + pattern + "020000000000448f40"));
            out.write(ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).put((byte) 4).putInt(LARGE).array());
            for (int sent = 0; sent < LARGE; sent += 100_000) {
                out.write(new byte[100_000]);
            }
            out.write(HexFormat.of().parseHex("020000000000448f400103656e64"));
            client.getInputStream().read();
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private static Process program(int port, int inlets, int textPort) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), Program.class.getName(),
                Integer.toString(port), Integer.toString(inlets), Integer.toString(textPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Reads one stream of many, and says what became of all. */
    static final class Program {
        public static void main(String[] arguments) {
            try (Lsl lsl = Lsl.open(Loopback.config(Integer.parseInt(arguments[0])).build())) {
                List<Inlet> floods = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                    floods.add(open(lsl, "flood" + i));
                }
                Inlet texts = lsl.inlet(StreamInfo.builder("texts", "").format(ChannelFormat.STRING).uid("u")
                        .v4(new Endpoint(HOST.getHostAddress(), Integer.parseInt(arguments[2]), 9)).build());
                texts.open(SOON);
                Inlet healthy = open(lsl, "healthy");
                System.out.println("open");
                int received = 0;
                float[] value = {0};
                while (value[0] >= 0) {
                    if (Double.isNaN(healthy.pull(value, Duration.ofSeconds(60)))) {
                        throw new IllegalStateException("the healthy stream stopped after " + received);
                    }
                    received++;
                }
                String[] text = new String[1];
                texts.pull(text, Duration.ofSeconds(60));
                long dropped = 0;
                boolean newest = true;
                for (Inlet flood : floods) {
                    dropped += flood.statistics().dropped();
                    newest &= hasNewest(flood, rounds(floods.size()));
                }
                System.out.printf(Locale.ROOT,
                        "healthy %d of %d, text %s, %d too large, %s, %d dropped, %d of %d MiB held, heap at most "
                                + "%d MiB, %d threads%n",
                        received, healthy.statistics().received(), text[0], texts.statistics().dropped(),
                        newest ? "newest" : "no newest", dropped, lsl.memory().used() >> 20, lsl.memory().limit() >> 20,
                        peak() >> 20, ManagementFactory.getThreadMXBean().getPeakThreadCount());
            }
        }

        private static Inlet open(Lsl lsl, String name) {
            Inlet inlet = lsl.inlet(Loopback.find(lsl, name));
            inlet.open(SOON);
            return inlet;
        }

        /** Whether what is left of a flood is its end. */
        private static boolean hasNewest(Inlet flood, long rounds) {
            float[] values = new float[CHANNELS * 1024];
            float last = -1;
            for (int taken; (taken = flood.pullChunk(values, new double[1024], Duration.ofSeconds(2))) > 0;) {
                last = values[(taken - 1) * CHANNELS];
            }
            return last == rounds - 1;
        }

        private static long peak() {
            return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
        }
    }
}
