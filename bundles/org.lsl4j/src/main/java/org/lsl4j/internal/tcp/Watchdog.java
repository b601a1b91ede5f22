package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.lsl4j.internal.base.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges an outlet from which nothing comes: it may have nothing to send, or be out of reach. Used by one thread. */
public final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int ATTEMPTS = 2;
    private static final byte[] PROBE = "LSL:timedata\r\n0 1.0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean regular;
    private boolean hasAnswered;

    /** For a stream that should, or should not, send all the time. */
    Watchdog(boolean regular) {
        this.regular = regular;
    }

    /**
     * Whether the outlet cannot be reached. Takes a while if so.
     *
     * @param service where it should answer time probes, null if that is not known any more
     */
    boolean isOutOfReach(InetSocketAddress service) {
        if (service != null && answers(service)) {
            hasAnswered = true;
            return false;
        }
        // one that has never answered may be behind a firewall, and then only a stream that ought to flow says something
        return regular || hasAnswered;
    }

    private static boolean answers(InetSocketAddress service) {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (DatagramSocket socket = new DatagramSocket()) {
                // connected, so that nobody else can answer
                socket.connect(service);
                socket.setSoTimeout(Limits.PROBE_MILLIS);
                socket.send(new DatagramPacket(PROBE, PROBE.length));
                socket.receive(new DatagramPacket(new byte[1], 1));
                return true;
            } catch (IOException e) {
                LOG.debug("{} does not answer: {}", service, e.toString());
            }
        }
        return false;
    }
}
