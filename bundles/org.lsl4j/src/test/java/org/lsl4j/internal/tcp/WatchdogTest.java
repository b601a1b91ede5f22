package org.lsl4j.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lsl4j.Loopback.eventually;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lsl4j.Loopback;
import org.lsl4j.internal.net.EventLoop;

/** Judging outlets that are silent. */
@Timeout(60)
class WatchdogTest {
    private static final int SILENT = 40;

    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final List<Boolean> outOfReach = new CopyOnWriteArrayList<>();

    private void serve(DatagramSocket service) {
        try {
            while (true) {
                DatagramPacket probe = new DatagramPacket(new byte[100], 100);
                service.receive(probe);
                probes.incrementAndGet();
                if (answers.get()) {
                    service.send(probe);
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private void judge(EventLoop loop, Watchdog watchdog, InetSocketAddress service, boolean regular) {
        outOfReach.clear();
        probes.set(0);
        loop.execute(() -> {
            for (int i = 0; i < SILENT; i++) {
                watchdog.judge(service, regular, outOfReach::add);
            }
        });
        eventually(() -> outOfReach.size() == SILENT);
    }

    @Test
    void aProgramIsAskedOnceForAllItsOutletsThatAreSilent() throws IOException {
        try (DatagramSocket service = new DatagramSocket(new InetSocketAddress(Loopback.HOST, 0));
                EventLoop loop = new EventLoop("test-watchdog")) {
            new Thread(() -> serve(service)).start();
            InetSocketAddress address = new InetSocketAddress(Loopback.HOST, service.getLocalPort());
            Watchdog watchdog = new Watchdog(loop);
            answers.set(false);
            judge(loop, watchdog, address, false);
            assertThat(outOfReach).as("it may be behind a firewall, and has perhaps nothing to say").containsOnly(false);
            judge(loop, watchdog, address, true);
            assertThat(outOfReach).as("it should say something").containsOnly(true);
            assertThat(probes.get()).isBetween(1, 3);
            answers.set(true);
            judge(loop, watchdog, address, true);
            assertThat(outOfReach).containsOnly(false);
            assertThat(probes.get()).isEqualTo(1);
            answers.set(false);
            judge(loop, watchdog, address, false);
            assertThat(outOfReach).as("it has answered before").containsOnly(true);
        }
    }
}
