package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.HOST;
import static org.lsl4j.Loopback.SOON;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.UnixOperatingSystemMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lsl4j.internal.base.DaemonThreads;

/**
 * A session goes on under attack: it loses no sample, and a device that is switched on meanwhile is found. Each attack is
 * bounded in count and time; {@code -Dlsl4j.attack=SECONDS} makes it longer.
 */
@EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine, so that strangers have addresses of their own
class AttackTest {
    private static final int MOST = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("lsl4j.attack", 3));

    private final LslConfig config = Loopback.config().build();
    private final Lsl device = Lsl.open(config);
    private final Lsl runtime = Lsl.open(config);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong tries = new AtomicLong();
    private final Random random = new Random(5);

    /** What strangers do. Each call is one try. */
    private enum Attack {
        HALF_OPEN, STALLED_CONSUMERS, GARBAGE, QUERIES, FORGED_REPLIES, TIME_PROBES
    }

    @AfterEach
    void close() {
        runtime.close();
        device.close();
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void aSessionLosesNothingAndADeviceIsFound(Attack attack) throws Exception {
        long threads = ManagementFactory.getThreadMXBean().getThreadCount();
        Outlet heart = device.outlet(StreamInfo.builder("heart", "ECG").nominalRate(500).channelCount(2).sourceId("h").build());
        try (Inlet inlet = runtime.inlet(Loopback.find(runtime, "heart"))) {
            inlet.open(SOON);
            AtomicLong received = new AtomicLong();
            Thread reader = start(() -> read(inlet, received));
            AtomicLong pushed = new AtomicLong();
            Thread sender = start(() -> push(heart, pushed));
            Thread attacker = start(() -> attack(attack, heart.info()));
            long mostThreads = 0;
            long end = System.nanoTime() + LONGEST.toNanos();
            while (tries.get() < MOST && System.nanoTime() < end) {
                LockSupport.parkNanos(10_000_000);
                mostThreads = Math.max(mostThreads, ManagementFactory.getThreadMXBean().getThreadCount());
            }
            double found = secondsUntilFound();
            assertThat(tries.get()).as("it was one").isGreaterThan(20);
            long handles = ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getOpenFileDescriptorCount();
            over.set(true);
            attacker.join();
            sender.join();
            eventually(() -> received.get() == pushed.get());
            reader.join();
            assertThat(inlet.statistics().dropped()).isZero();
            assertThat(heart.statistics().dropped() + inlet.statistics().reconnects()).isZero();
            System.out.printf(Locale.ROOT,
                    "%s: %d tries, %d of %d samples, a new device after %.1f s, %d threads more, %d handles%n", attack,
                    tries.get(), received.get(), pushed.get(), found, mostThreads - threads, handles);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new DaemonThreads("attack").newThread(work);
        thread.start();
        return thread;
    }

    private void push(Outlet outlet, AtomicLong pushed) {
        while (!over.get()) {
            outlet.push(new float[]{pushed.get(), 0}, 1000 + pushed.incrementAndGet());
            LockSupport.parkNanos(2_000_000);
        }
    }

    private void read(Inlet inlet, AtomicLong received) {
        float[] values = new float[2 * 100];
        double[] times = new double[100];
        for (int taken; (taken = inlet.pullChunk(values, times, Duration.ofSeconds(2))) > 0;) {
            for (int i = 0; i < taken; i++) {
                if (times[i] != 1000 + received.incrementAndGet()) {
                    throw new AssertionError("sample " + received + " has the stamp " + times[i]);
                }
            }
        }
    }

    private double secondsUntilFound() {
        double start = LslClock.now();
        try (ContinuousResolver resolver = runtime.continuousResolver("type='Late'");
                Lsl late = Lsl.open(config);
                Outlet outlet = late.outlet(StreamInfo.builder("late", "Late").sourceId("l").build())) {
            eventually(() -> resolver.results().stream().anyMatch(info -> info.uid().equals(outlet.info().uid())));
            double found = LslClock.now();
            try (Inlet inlet = runtime.inlet(resolver.results().stream().filter(info -> info.uid().equals(outlet.info().uid()))
                    .findFirst().orElseThrow())) {
                inlet.open(SOON);
            }
            return found - start;
        }
    }

    private void attack(Attack attack, StreamInfo target) {
        try {
            switch (attack) {
                case HALF_OPEN -> connect(target, new byte[0]);
                case STALLED_CONSUMERS ->
                    connect(target, ("LSL:streamfeed/110 " + target.uid() + "\r\nMax-Buffer-Length: 100000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                case GARBAGE -> datagrams(target, () -> {
                    byte[] bytes = new byte[random.nextInt(1400)];
                    random.nextBytes(bytes);
                    return bytes;
                });
                case QUERIES ->
                    datagrams(target,
                            () -> ("LSL:shortinfo\r\ntype='ECG' or desc/role='" + tries + "'\r\n"
                                    + (20_000 + random.nextInt(20_000)) + " id" + tries + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                case TIME_PROBES -> datagrams(target, () -> ("LSL:timedata\r\n" + tries + " 1e" + random.nextInt(400) + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                case FORGED_REPLIES -> forge(target);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Connections from three addresses that say this and nothing more; the oldest end when there are too many for this process.
     */
    private void connect(StreamInfo target, byte[] request) throws IOException {
        Deque<Socket> open = new ArrayDeque<>();
        while (!over.get()) {
            Socket socket = new Socket();
            try {
                socket.setReceiveBufferSize(4096);
                byte[] stranger = {127, 0, 0, (byte) (2 + random.nextInt(3))};
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(stranger), 0));
                socket.connect(new InetSocketAddress(HOST, target.v4().dataPort()), 500);
                socket.getOutputStream().write(request);
            } catch (IOException e) {
                socket.close(); // sent away
            }
            tries.incrementAndGet();
            open.add(socket);
            if (open.size() > 500) {
                open.remove().close();
            }
            LockSupport.parkNanos(100_000);
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    private interface Datagram {
        byte[] next();
    }

    private void datagrams(StreamInfo target, Datagram datagram) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            int[] ports = {target.v4().servicePort(), config.multicastPort(), config.basePort() + config.portRange() - 1};
            while (!over.get()) {
                byte[] bytes = datagram.next();
                socket.send(new DatagramPacket(bytes, bytes.length, HOST, ports[(int) (tries.get() % ports.length)]));
                tries.incrementAndGet();
                if (tries.get() % 50 == 0) {
                    LockSupport.parkNanos(500_000);
                }
            }
        }
    }

    /** Answers every question with streams that are not there, ever others. */
    private void forge(StreamInfo like) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HOST, config.basePort() + 10))) {
            socket.setSoTimeout(100);
            byte[] query = new byte[4096];
            while (!over.get()) {
                DatagramPacket packet = new DatagramPacket(query, query.length);
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException e) {
                    continue;
                }
                String[] lines = new String(query, 0, packet.getLength(), StandardCharsets.UTF_8).split("\r\n");
                List<String> back = lines.length < 3 ? List.of() : List.of(lines[2].split(" "));
                for (int i = 0; back.size() == 2 && i < 5000; i++) {
                    String xml = like.toBuilder().uid("forged" + tries.incrementAndGet()).build().toShortXml();
                    byte[] reply = (back.get(1) + "\r\n" + xml).getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(reply, reply.length, HOST, Integer.parseInt(back.get(0))));
                }
            }
        }
    }
}
