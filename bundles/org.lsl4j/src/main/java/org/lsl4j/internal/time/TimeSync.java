package org.lsl4j.internal.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.lsl4j.TimeCorrection;
import org.lsl4j.internal.base.Deadline;
import org.lsl4j.internal.transport.ClockProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how an outlet's clock differs from ours, again and again, by a timer that others share. */
public final class TimeSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSync.class);

    private final Duration interval;
    private final ClockProbe probe;
    private final ScheduledExecutorService timer;
    private final RoundTrips roundTrips = new RoundTrips();
    private TimeCorrection latest;
    /** How often it was reset. */
    private long generation;
    private long waitingSince;
    private long begun;
    private Future<?> next;
    /** How many were put on the timer; of those, only the last counts. */
    private long scheduled;
    private boolean measuring;
    private boolean started;
    private boolean closed;

    /**
     * Ready to measure.
     *
     * @param interval from the beginning of one measurement to that of the next
     */
    public TimeSync(Duration interval, ClockProbe probe, ScheduledExecutorService timer) {
        this.interval = interval;
        this.probe = probe;
        this.timer = timer;
    }

    /** Begins to measure, if it has not begun. */
    public synchronized void start() {
        if (!started && !closed) {
            started = true;
            waitingSince = System.nanoTime();
            measureAfter(0);
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

    /** Forgets what was measured: the stream comes from another clock now, which is wanted soon. */
    public synchronized void reset() {
        latest = null;
        roundTrips.reset();
        waitingSince = System.nanoTime();
        generation++;
        if (started && !measuring) {
            measureAfter(0);
        }
        notifyAll();
    }

    @Override
    public synchronized void close() {
        closed = true;
        cancel();
        notifyAll();
    }

    private void measureAfter(long nanos) {
        cancel();
        if (!closed) {
            long number = ++scheduled;
            next = timer.schedule(() -> measure(number), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
        }
    }

    private void measure(long number) {
        long since;
        synchronized (this) {
            if (closed || number != scheduled) {
                return;
            }
            measuring = true;
            since = generation;
            begun = System.nanoTime();
        }
        probe.measure(measured -> take(measured, since));
    }

    private synchronized void take(TimeCorrection measured, long since) {
        measuring = false;
        boolean wasReset = since != generation;
        if (measured != null && !wasReset) {
            publish(measured);
        }
        measureAfter(wasReset ? 0 : begun + interval.toNanos() - System.nanoTime());
    }

    private void publish(TimeCorrection measured) {
        if (roundTrips.believe(measured)) {
            latest = measured;
            notifyAll();
        } else {
            LOG.debug("not believed, it took too long: {}", measured);
        }
    }
}
