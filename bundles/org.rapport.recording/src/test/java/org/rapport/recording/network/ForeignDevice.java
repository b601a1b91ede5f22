package org.rapport.recording.network;

import java.util.concurrent.locks.LockSupport;

import org.lsl4j.ChannelFormat;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;

/** A device in a process of its own: its only channel is the time of day in seconds at which each sample was taken. */
final class ForeignDevice {
    private ForeignDevice() {
    }

    /** One moment by both clocks: LSL's and the time of day, in seconds. */
    record Moment(double clock, double day) {
        private static final double NARROW = 0.0005;

        /** Read so closely together that nothing came between, however busy the machine is. */
        static Moment now() {
            while (true) {
                double before = LslClock.now();
                double day = System.currentTimeMillis() / 1000.0;
                if (LslClock.now() - before < NARROW) {
                    return new Moment(before, day);
                }
            }
        }
    }

    public static void main(String[] arguments) {
        StreamInfo info = StreamInfo.builder("foreign", "Test").format(ChannelFormat.DOUBLE64).nominalRate(100).build();
        try (Lsl lsl = Lsl.open(ForeignClockTest.settings(Integer.parseInt(arguments[0]))); Outlet outlet = lsl.outlet(info)) {
            while (true) {
                Moment taken = Moment.now();
                outlet.push(new double[] { taken.day() }, taken.clock());
                LockSupport.parkNanos(10_000_000);
            }
        }
    }
}
