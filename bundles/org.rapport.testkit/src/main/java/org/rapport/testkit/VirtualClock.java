package org.rapport.testkit;

import org.rapport.api.signal.Clock;

/** A clock that stands until a test moves it, so that what takes an hour is tested in no time. May be read by any thread. */
public final class VirtualClock implements Clock {
    private volatile double now;

    /** Begins at 0 s. */
    public VirtualClock() {
        this(0);
    }

    /** @param start the time at first, in seconds */
    public VirtualClock(double start) {
        now = start;
    }

    @Override
    public double now() {
        return now;
    }

    /** Moves to a time in seconds; a time that is over already moves nothing. */
    public void moveTo(double time) {
        now = Math.max(now, time);
    }

    /** Moves on by some seconds. */
    public void advance(double seconds) {
        moveTo(now + seconds);
    }
}
