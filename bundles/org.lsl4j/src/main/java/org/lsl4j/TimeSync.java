package org.lsl4j;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how an outlet's clock differs from ours, again and again, on a thread of its own. */
final class TimeSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSync.class);

    private final LslConfig config;
    private final Supplier<InetSocketAddress> service;
    private final Thread thread;
    private TimeCorrection latest;
    private long generation;
    private long waitingSince;
    private boolean started;
    private boolean closed;

    /**
     * Ready to measure.
     *
     * @param service where the outlet answers probes now, null while that is not known
     */
    TimeSync(String name, LslConfig config, Supplier<InetSocketAddress> service) {
        this.config = config;
        this.service = service;
        thread = new Thread(this::run, "lsl4j-time-" + name);
        thread.setDaemon(true);
    }

    /** Begins to measure, if it has not begun. */
    synchronized void start() {
        if (!started && !closed) {
            started = true;
            waitingSince = System.nanoTime();
            thread.start();
        }
    }

    /** Whether it has tried that long without a measurement. */
    synchronized boolean hasFailedFor(long nanos) {
        return latest == null && System.nanoTime() - waitingSince > nanos;
    }

    /** The latest measurement, null if there is none for the present outlet. */
    synchronized TimeCorrection latest() {
        return latest;
    }

    /** Waits for a measurement; null if there is none in time. */
    synchronized TimeCorrection await(long deadline) throws InterruptedException {
        while (latest == null && !closed) {
            long millis = Deadline.millisTo(deadline);
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        return latest;
    }

    /** Forgets what was measured: the stream comes from another clock now. */
    synchronized void reset() {
        latest = null;
        waitingSince = System.nanoTime();
        generation++;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.interrupt();
        notifyAll();
    }

    private void run() {
        try {
            while (!isClosed()) {
                long next = System.nanoTime() + config.timeUpdateInterval().toNanos();
                measure();
                pauseUntil(next);
            }
        } catch (InterruptedException e) {
            LOG.trace("time is no longer measured");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** A reset ends the pause: the new outlet's clock is wanted soon. */
    private synchronized void pauseUntil(long nanos) throws InterruptedException {
        long before = generation;
        for (long left; !closed && before == generation && (left = nanos - System.nanoTime()) > 0;) {
            wait(left / 1_000_000 + 1);
        }
    }

    private void measure() {
        long before;
        synchronized (this) {
            before = generation;
        }
        InetSocketAddress address = service.get();
        if (address == null) {
            return;
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            // connected, so that nobody else can answer
            socket.connect(address);
            publish(new Exchange(socket).best(), before);
        } catch (IOException e) {
            LOG.debug("no time from {}: {}", address, e.toString());
        }
    }

    private synchronized void publish(TimeCorrection measured, long since) {
        if (measured != null && since == generation) {
            latest = measured;
            notifyAll();
        }
    }

    /** Several probes in a row and the best answer to them. */
    private final class Exchange {
        private final DatagramSocket socket;
        private final int wave = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        private final double[] sent = new double[config.timeProbeCount()];
        private final DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        private TimeCorrection best;
        private int answers;

        Exchange(DatagramSocket socket) {
            this.socket = socket;
        }

        /** The answer that came quickest; null if there were too few to judge. */
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
            byte[] text = ("LSL:timedata\r\n" + wave + " " + sent[index] + "\r\n").getBytes(StandardCharsets.US_ASCII);
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
            if (reply.wave() != wave || !cross(reply.sent()) || !(roundTrip >= 0 && roundTrip <= Limits.ROUND_TRIP)) {
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
