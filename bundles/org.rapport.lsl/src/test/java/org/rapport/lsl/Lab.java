package org.rapport.lsl;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.Outlet;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.rapport.api.graph.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamStatus;
import org.rapport.lsl.dialects.Dialects;

/** A network of its own on loopback with real outlets, and one source that runs as it does in a graph. */
final class Lab implements AutoCloseable, Output {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String HOST = "127.0.0.1";

    private final int port = freePort();
    private final Lsl devices = Lsl.open(config(port));
    private final LslNetwork network = new LslNetwork(Lsl.open(config(port)));
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final List<Thread> running = new ArrayList<>();

    /** The settings of all that takes part, other processes included. */
    static LslConfig config(int base) {
        return LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE).listenAddress(HOST)
                .interfaces(List.of(HOST)).multicastPort(base).basePort(base + 1).portRange(40).sessionId("lab-" + base).build();
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(400, 440) * 50;
            try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(HOST), port))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // taken: try another
            }
        }
    }

    /** What tells this network from others. */
    int port() {
        return port;
    }

    LslNetwork network() {
        return network;
    }

    Outlet outlet(StreamInfo info) {
        return devices.outlet(info);
    }

    /** Runs a source of devices. */
    void run(SourceKind kind, StampClock clock) {
        run(kind, clock, SampleRate.AS_SAID);
    }

    void run(SourceKind kind, StampClock clock, SampleRate rate) {
        run(new DeviceSource(network, new Dialects(Optional.empty()),
                new SourceSettings(kind, Role.RECEIVER, "", "", "", "", 0.5, clock, rate, "", false)));
    }

    /** Runs a source that looks for what holds for this predicate. */
    void run(SourceKind kind, Role role, String query) {
        run(new DeviceSource(network, new Dialects(Optional.empty()),
                new SourceSettings(kind, role, query, "", "", "", 0.5, StampClock.LSL, SampleRate.AS_SAID, "", false)));
    }

    /** Runs a source that keeps to the first outlet that it reads. */
    void runPinned(SourceKind kind, String uid) {
        run(new DeviceSource(network, new Dialects(Optional.empty()),
                new SourceSettings(kind, Role.RECEIVER, "", "", "", "", 0.5, StampClock.LSL, SampleRate.AS_SAID, uid, true)));
    }

    void run(Source source) {
        Thread thread = new Thread(() -> {
            try {
                source.run(this);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, "source");
        running.add(thread);
        thread.start();
    }

    /** Ends the source, and returns when it has ended. */
    void stop() throws InterruptedException {
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            thread.join(PATIENCE.toMillis());
        }
    }

    @Override
    public String node() {
        return "eye";
    }

    @Override
    public void send(Signal signal) {
        signals.add(signal);
    }

    <T extends Signal> List<T> all(Class<T> type) {
        return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Block> blocks() {
        return all(Block.class);
    }

    int samples() {
        return blocks().stream().mapToInt(Block::samples).sum();
    }

    /** Waits for a signal. */
    <T extends Signal> T await(Class<T> type, Predicate<T> condition) {
        await(() -> all(type).stream().anyMatch(condition));
        return all(type).stream().filter(condition).findFirst().orElseThrow();
    }

    StreamStatus awaitStatus(StreamStatus.State state, String words) {
        return await(StreamStatus.class, status -> status.state() == state && status.reason().contains(words));
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "did not come true within " + PATIENCE + "; there was " + new ArrayList<>(all(StreamStatus.class)));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        network.close();
        devices.close();
    }
}
