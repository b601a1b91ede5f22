package org.rapport.simulation.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.lsl4j.ResolveScope;
import org.lsl4j.StreamInfo;
import org.rapport.engine.command.CommandRun;

/** The command as it runs, on ports of its own on the loopback interface, and a network access to see what it sends. */
final class Running implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HOST = "127.0.0.1";
    private static final int PORTS = 40;

    private final Lsl observer;
    private final PipedOutputStream input = new PipedOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    /** Starts the command. */
    Running(String... arguments) throws IOException {
        LslConfig config = config();
        observer = Lsl.open(config);
        PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
        SimulateCommand command = new SimulateCommand(() -> Lsl.open(config), new PipedInputStream(input), told, complaints);
        thread = new Thread(() -> exitCode.complete(CommandRun.of(command, List.of(arguments), told, complaints)), "simulate");
        thread.start();
    }

    private static LslConfig config() throws IOException {
        int base = freePort();
        return LslConfig.builder().ipFamilies(LslConfig.IpFamilies.V4).resolveScope(ResolveScope.MACHINE).listenAddress(HOST)
                .interfaces(List.of(HOST)).multicastPort(base).basePort(base + 1).portRange(PORTS).sessionId("simulation-" + base)
                .build();
    }

    /** A port that is free now, in a range that nobody else is likely to use. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(600, 650) * 50;
            try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getByName(HOST));
                    DatagramSocket udp = new DatagramSocket(port)) {
                return tcp.getLocalPort();
            } catch (BindException e) {
                // taken: try another
            }
        }
    }

    Lsl observer() {
        return observer;
    }

    /** Waits for a stream for which the predicate holds. */
    StreamInfo stream(String predicate) {
        List<StreamInfo> found = observer.resolve(predicate, 1, PATIENCE);
        if (found.isEmpty()) {
            throw new AssertionError("no stream " + predicate + "; it said: " + output() + errors());
        }
        return found.get(0);
    }

    /** Writes a line to its standard input. */
    void write(String line) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void endInput() throws IOException {
        input.close();
    }

    void interrupt() {
        thread.interrupt();
    }

    int exitCode() throws ExecutionException, InterruptedException, TimeoutException {
        return exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    boolean isRunning() {
        return !exitCode.isDone();
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits until something holds, and fails if it takes too long. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never: " + what + "; it said: " + output() + errors());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        observer.close();
    }
}
