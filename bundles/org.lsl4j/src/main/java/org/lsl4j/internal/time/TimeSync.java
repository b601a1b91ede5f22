package org.lsl4j.internal.time;

import java.io.IOException;
import java.time.Duration;

import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.transport.ClockProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how an outlet's clock differs from ours, again and again, on a thread of its own. */
public final class TimeSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSync.class);

    private final Duration interval;
    private final ClockProbe probe;
    private final Thread thread;
    private final RoundTrips roundTrips = new RoundTrips();
    private TimeCorrection latest;
    private long generation;
    private long waitingSince;
    private boolean started;
    private boolean closed;

    /**
     * Ready to measure.
     *
     * @param interval from the beginning of one measurement to that of the next
     */
    public TimeSync(String name, Duration interval, ClockProbe probe) {
        this.interval = interval;
        this.probe = probe;
        thread = new Thread(this::run, "lsl4j-time-" + name);
        thread.setDaemon(true);
    }

    /** Begins to measure, if it has not begun. */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            waitingSince = System.nanoTime();
            thread.start();
        }
    }

    /** Whether it has tried that long without a measurement. */
    public synchronized boolean hasFailedFor(long nanos) {
        return latest == null && System.nanoTime() - waitingSince > nanos;
    }

    /** The latest measurement that is believed, null if there is none for the present outlet. */
    public synchronized TimeCorrection latest() {
        return latest;
    }

    /** Waits for a measurement; null if there is none in time. */
    public synchronized TimeCorrection await(long deadline) throws InterruptedException {
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
    public synchronized void reset() {
        latest = null;
        roundTrips.reset();
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
                long next = System.nanoTime() + interval.toNanos();
                long before = generation();
                measure(before);
                pauseUntil(next, before);
            }
        } catch (InterruptedException e) {
            LOG.trace("time is no longer measured");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized long generation() {
        return generation;
    }

    /** A reset, also one during the measurement, ends the pause: the new outlet's clock is wanted soon. */
    private synchronized void pauseUntil(long nanos, long before) throws InterruptedException {
        for (long left; !closed && before == generation && (left = nanos - System.nanoTime()) > 0;) {
            wait(left / 1_000_000 + 1);
        }
    }

    private void measure(long before) {
        try {
            publish(probe.measure(), before);
        } catch (IOException | IllegalStateException e) {
            // the latter when it is closed meanwhile
            LOG.debug("no time: {}", e.toString());
        }
    }

    private synchronized void publish(TimeCorrection measured, long since) {
        if (measured == null || since != generation) {
            return;
        }
        if (roundTrips.believe(measured)) {
            latest = measured;
            notifyAll();
        } else {
            LOG.debug("not believed, it took too long: {}", measured);
        }
    }
}
