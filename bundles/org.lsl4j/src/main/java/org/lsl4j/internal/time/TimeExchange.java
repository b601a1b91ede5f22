package org.lsl4j.internal.time;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import org.lsl4j.LslClock;
import org.lsl4j.LslConfig;
import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.base.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an outlet for its time by several probes in a row, of which the one that is answered quickest counts. */
public final class TimeExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TimeExchange.class);

    private final LslConfig config;

    public TimeExchange(LslConfig config) {
        this.config = config;
    }

    /** Asks at an outlet's service port; null if there were too few answers to judge. */
    public TimeCorrection measure(InetSocketAddress service) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // connected, so that nobody else can answer
            socket.connect(service);
            return new Wave(socket).best();
        }
    }

    /** The probes of one exchange, and the answers. */
    private final class Wave {
        private final DatagramSocket socket;
        private final int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        private final double[] sent = new double[config.timeProbeCount()];
        private final DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        private TimeCorrection best;
        private int answers;

        Wave(DatagramSocket socket) {
            this.socket = socket;
        }

        TimeCorrection best() throws IOException {
            long start = System.nanoTime();
            for (int i = 0; i < sent.length; i++) {
                probe(i);
                receiveUntil(start + (i + 1) * config.timeProbeInterval().toNanos());
            }
            if (answers < sent.length) {
                receiveUntil(System.nanoTime() + config.timeProbeMaxRtt().toNanos());
            }
            return answers >= config.timeUpdateMinProbes() ? best : null;
        }

        private void probe(int index) throws IOException {
            sent[index] = LslClock.now();
            byte[] text = ("LSL:timedata\r\n" + number + " " + sent[index] + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                socket.send(new DatagramPacket(text, text.length));
            } catch (PortUnreachableException e) {
                LOG.trace("nobody answers at {}", socket.getRemoteSocketAddress());
            }
        }

        private void receiveUntil(long deadline) throws IOException {
            for (long left; (left = deadline - System.nanoTime()) > 0;) {
                socket.setSoTimeout((int) (left / 1_000_000) + 1);
                packet.setLength(512);
                try {
                    socket.receive(packet);
                    double arrived = LslClock.now();
                    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                    take(TimeReply.parse(text), arrived);
                } catch (SocketTimeoutException e) {
                    return;
                } catch (PortUnreachableException e) {
                    LOG.trace("nobody answers at {}", socket.getRemoteSocketAddress());
                } catch (IllegalArgumentException e) {
                    LOG.debug("an answer to a time probe is ignored: {}", e.getMessage());
                }
            }
        }

        private void take(TimeReply reply, double t3) {
            double t1 = reply.arrived();
            double t2 = reply.answered();
            double roundTrip = (t3 - reply.sent()) - (t2 - t1);
            if (reply.wave() != number || !cross(reply.sent()) || !(roundTrip >= 0 && roundTrip <= Limits.ROUND_TRIP)) {
                return;
            }
            answers++;
            if (best == null || roundTrip < best.uncertainty()) {
                best = new TimeCorrection(-((t1 - reply.sent()) + (t2 - t3)) / 2, roundTrip, (t1 + t2) / 2);
            }
        }

        /** Crosses out the probe that was sent then; false if there is none, or it was answered before. */
        private boolean cross(double time) {
            for (int i = 0; i < sent.length; i++) {
                // native peers print 16 digits
                if (Math.abs(sent[i] - time) < 1e-8) {
                    sent[i] = Double.NaN;
                    return true;
                }
            }
            return false;
        }
    }
}
