package org.lsl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.lsl4j.internal.base.DaemonThreads;

/** The clock of another machine, wrong by an offset and a drift, and the service that answers time probes by it. */
final class SimulatedClock implements AutoCloseable {
    private final DatagramSocket socket;
    private final double start = LslClock.now();
    private final double drift;
    private volatile double offset;

    /**
     * Starts it.
     *
     * @param offset seconds it is ahead
     * @param drift seconds it gains in a second
     */
    SimulatedClock(double offset, double drift) {
        this.offset = offset;
        this.drift = drift;
        try {
            socket = new DatagramSocket(new InetSocketAddress(Loopback.HOST, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new DaemonThreads("simulated-clock").newThread(this::answerAll).start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What it shows at a time of ours. */
    double at(double time) {
        return time + offset + drift * (time - start);
    }

    void jump(double seconds) {
        offset += seconds;
    }

    private void answerAll() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                double arrived = at(LslClock.now());
                String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                String probe = request.lines().toList().get(1);
                byte[] answer = (" " + probe + " " + arrived + " " + at(LslClock.now())).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
