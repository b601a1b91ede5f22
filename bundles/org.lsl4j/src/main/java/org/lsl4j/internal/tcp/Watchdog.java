package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.net.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges outlets from which nothing comes: they may have nothing to send, or be out of reach. All outlets of a program answer at
 * one port, which is asked once for all that wonder meanwhile. Used by its loop's thread.
 */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int ATTEMPTS = 3;
    private static final byte[] PROBE = "LSL:timedata\r\n0 1.0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final Map<InetSocketAddress, Probe> underWay = new HashMap<>();
    /** Those that have answered once; of very many, some are taken for new. */
    private final Set<InetSocketAddress> known = new HashSet<>();

    Watchdog(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * Finds out whether the outlet cannot be reached, and does not wait for it: that may take a second or two.
     *
     * @param service where it should answer time probes
     * @param regular whether the stream should come all the time
     * @param outOfReach is told, on the loop's thread
     */
    void judge(InetSocketAddress service, boolean regular, Consumer<Boolean> outOfReach) {
        Probe probe = underWay.get(service);
        boolean begins = probe == null;
        if (begins) {
            probe = new Probe(service);
            underWay.put(service, probe);
        }
        // one that has never answered may be behind a firewall, and then only a stream that ought to flow says something
        probe.answered.add(answered -> outOfReach.accept(!answered && (regular || known.contains(service))));
        if (begins) {
            probe.send(1);
        }
    }

    private void end(InetSocketAddress service, boolean isThere) {
        Probe probe = underWay.remove(service);
        if (isThere) {
            if (known.size() >= Limits.SOURCES) {
                known.clear();
            }
            known.add(service);
        }
        probe.answered.forEach(one -> one.accept(isThere));
    }

    /** A question that is put again where no answer comes. */
    private final class Probe {
        private final InetSocketAddress service;
        private final List<Consumer<Boolean>> answered = new ArrayList<>();
        private DatagramChannel channel;
        private EventLoop.Timer patience;

        Probe(InetSocketAddress service) {
            this.service = service;
        }

        void send(int attempt) {
            try {
                channel = DatagramChannel.open();
                // connected, so that nobody else can answer
                channel.connect(service);
                loop.register(channel, SelectionKey.OP_READ, key -> receive(attempt));
                channel.write(ByteBuffer.wrap(PROBE));
                patience = loop.after(Limits.PROBE_MILLIS * 1_000_000L, () -> fail(attempt, "no answer in time"));
            } catch (IOException e) {
                fail(attempt, e.toString());
            }
        }

        private void receive(int attempt) {
            try {
                channel.read(ByteBuffer.allocate(1));
                finish(true);
            } catch (IOException e) {
                patience.cancel();
                fail(attempt, e.toString());
            }
        }

        private void fail(int attempt, String problem) {
            LOG.debug("{} does not answer: {}", service, problem);
            if (attempt < ATTEMPTS) {
                close();
                send(attempt + 1);
            } else {
                finish(false);
            }
        }

        private void finish(boolean isThere) {
            if (patience != null) {
                patience.cancel();
            }
            close();
            end(service, isThere);
        }

        private void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                LOG.debug("closing {} failed: {}", channel, e.toString());
            }
        }
    }
}
