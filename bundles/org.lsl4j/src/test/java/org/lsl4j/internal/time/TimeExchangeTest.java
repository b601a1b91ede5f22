package org.lsl4j.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.Loopback;
import org.lsl4j.LslConfig;
import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.net.EventLoop;

/** Asking an outlet's program for its time. */
@Timeout(60)
class TimeExchangeTest {
    private static final int INLETS = 60;
    private static final double AHEAD = 100;

    /** A program whose clock is ahead, which counts its probes. */
    private static void answer(DatagramSocket service, AtomicInteger probes) {
        byte[] text = new byte[500];
        try {
            while (true) {
                DatagramPacket probe = new DatagramPacket(text, text.length);
                service.receive(probe);
                probes.incrementAndGet();
                String[] words = new String(text, 0, probe.getLength(), StandardCharsets.US_ASCII).split("\\s+");
                double now = Double.parseDouble(words[2]) + AHEAD;
                byte[] reply = (" " + words[1] + " " + words[2] + " " + now + " " + now).getBytes(StandardCharsets.US_ASCII);
                service.send(new DatagramPacket(reply, reply.length, probe.getSocketAddress()));
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void allStreamsOfAProgramAreServedByOneExchange() throws IOException {
        LslConfig config = Loopback.config().build();
        AtomicInteger probes = new AtomicInteger();
        try (DatagramSocket service = new DatagramSocket(new InetSocketAddress(Loopback.HOST, 0));
                EventLoop loop = new EventLoop("test-time")) {
            Thread program = new Thread(() -> answer(service, probes));
            program.start();
            TimeExchange exchange = new TimeExchange(config, loop);
            InetSocketAddress address = new InetSocketAddress(Loopback.HOST, service.getLocalPort());
            List<TimeCorrection> measured = new CopyOnWriteArrayList<>();
            for (int i = 0; i < INLETS; i++) {
                exchange.measure(address, measured::add);
            }
            eventually(() -> measured.size() == INLETS);
            assertThat(measured).containsOnly(measured.get(0));
            assertThat(Math.abs(measured.get(0).offset() + AHEAD)).isLessThan(1);
            assertThat(probes.get()).isLessThanOrEqualTo(config.timeProbeCount());
            exchange.measure(address, measured::add);
            eventually(() -> measured.size() == INLETS + 1);
            assertThat(measured.get(INLETS)).as("a later one is made anew").isNotEqualTo(measured.get(0));
        }
    }
}
