package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds channels that only count: whole numbers that go up by the same from sample to sample, or a clock that goes along with the
 * time stamps in seconds, milliseconds, microseconds or nanoseconds. What was found once stays so, and what it is depends on the
 * samples alone.
 */
final class Ramps {
    /** So many samples in a row are no chance. */
    private static final int SURE = 30;
    /** And over so many seconds a clock is told from what rises for a moment. */
    private static final double SURE_SECONDS = 0.4;
    private static final double[] UNITS = {1, 1e3, 1e6, 1e9};
    /** How exactly a clock goes along. */
    private static final double NEAR = 0.02;

    private final List<Ramp> watched = new ArrayList<>();
    private final List<Ramp> news = new ArrayList<>();

    /** A channel that is watched, and how it has gone up so far. */
    private static final class Ramp {
        private final int column;
        private final int channel;
        private boolean found;
        private double firstTime = Double.NaN;
        private float first;
        private float before = Float.NaN;
        private double step = Double.NaN;
        private int steps;
        private int rises;

        Ramp(int column, int channel) {
            this.column = column;
            this.channel = channel;
        }

        /** Takes the next value; whether it is found to count by now. */
        boolean add(double time, float value) {
            double up = (double) value - before;
            boolean rises = up > 0;
            if (!rises) {
                steps = 0;
                this.rises = 0;
                firstTime = time;
                first = value;
            } else {
                this.rises++;
                boolean whole = value == Math.rint(value) && up == Math.rint(up);
                steps = whole && up == step ? steps + 1 : 0;
            }
            step = up;
            before = value;
            found |= steps >= SURE || isClock(time, value);
            return found;
        }

        private boolean isClock(double time, float value) {
            double passed = time - firstTime;
            if (rises < SURE || passed < SURE_SECONDS) {
                return false;
            }
            double pace = ((double) value - first) / passed;
            for (double unit : UNITS) {
                if (Math.abs(pace / unit - 1) < NEAR) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Watches a channel.
     *
     * @param column its place on the wire
     * @param channel its place among the outgoing channels
     */
    void watch(int column, int channel) {
        watched.add(new Ramp(column, channel));
    }

    /** Takes a sample, and clears what counts from the outgoing one. */
    void clear(double time, float[] wire, int row, float[] out, int at) {
        for (Ramp ramp : watched) {
            boolean known = ramp.found;
            if (ramp.add(time, wire[row + ramp.column])) {
                out[at + ramp.channel] = Float.NaN;
                if (!known) {
                    news.add(ramp);
                }
            }
        }
    }

    /** The columns that were found since the last call. */
    List<Integer> found() {
        if (news.isEmpty()) {
            return List.of();
        }
        List<Integer> found = news.stream().map(ramp -> ramp.column).sorted().toList();
        news.clear();
        return found;
    }
}
