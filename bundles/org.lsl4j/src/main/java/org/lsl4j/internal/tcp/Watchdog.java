package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.net.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges an outlet from which nothing comes: it may have nothing to send, or be out of reach. Used by its loop's thread. */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int ATTEMPTS = 3;
    private static final byte[] PROBE = "LSL:timedata\r\n0 1.0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final boolean regular;
    private boolean hasAnswered;

    /** For a stream that should, or should not, send all the time. */
    Watchdog(EventLoop loop, boolean regular) {
        this.loop = loop;
        this.regular = regular;
    }

    /**
     * Finds out whether the outlet cannot be reached, and does not wait for it: that may take a second or two.
     *
     * @param service where it should answer time probes
     * @param outOfReach is told, on the loop's thread
     */
    void judge(InetSocketAddress service, Consumer<Boolean> outOfReach) {
        new Probe(service, answered -> {
            hasAnswered |= answered;
            // one that has never answered may be behind a firewall, and then only a stream that ought to flow says something
            outOfReach.accept(!answered && (regular || hasAnswered));
        }).send(1);
    }

    /** A question that is put again where no answer comes. */
    private final class Probe {
        private final InetSocketAddress service;
        private final Consumer<Boolean> answered;
        private DatagramChannel channel;
        private EventLoop.Timer patience;

        Probe(InetSocketAddress service, Consumer<Boolean> answered) {
            this.service = service;
            this.answered = answered;
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
                end(true);
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
                end(false);
            }
        }

        private void end(boolean isThere) {
            if (patience != null) {
                patience.cancel();
            }
            close();
            answered.accept(isThere);
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
