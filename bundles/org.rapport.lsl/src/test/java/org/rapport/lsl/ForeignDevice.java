package org.rapport.lsl;

import java.util.concurrent.locks.LockSupport;

import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;

/** A tracker in a process of its own: its only channel is the time of day at which each sample was taken. */
final class ForeignDevice {
    static final double RATE = 100;
    /** Seconds after which the time of day begins anew, so that a float can tell tenths of a millisecond. */
    static final double LAP = 1000;

    private ForeignDevice() {
    }

    /** One moment by both clocks: LSL's and the time of day in its lap, in seconds. */
    record Moment(double clock, double day) {
        private static final double NARROW = 0.0005;

        /** Read so closely together that nothing came between, however busy the machine is. */
        static Moment now() {
            while (true) {
                double before = LslClock.now();
                double day = System.currentTimeMillis() / 1000.0 % LAP;
                if (LslClock.now() - before < NARROW) {
                    return new Moment(before, day);
                }
            }
        }
    }

    public static void main(String[] arguments) {
        try (Lsl lsl = Lsl.open(Lab.config(Integer.parseInt(arguments[0])));
                Outlet outlet = lsl
                        .outlet(StreamInfo.builder("foreign", "Gaze").nominalRate(RATE).channel("time", "s", "").build())) {
            while (true) {
                Moment taken = Moment.now();
                outlet.push(new float[]{(float) taken.day()}, taken.clock());
                LockSupport.parkNanos((long) (1e9 / RATE));
            }
        }
    }
}
