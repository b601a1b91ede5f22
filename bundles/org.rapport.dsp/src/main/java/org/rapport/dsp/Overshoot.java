package org.rapport.dsp;

import java.util.Arrays;

/**
 * How far a value between samples may lie outside of them. A band-limited signal swings beyond its samples where it turns, but
 * beside a step the same filter rings: pupils of 0 and 3.5 mm would make one of -0.5 mm.
 *
 * <p>A value lies within the range of its neighbours: the valid samples next to it on either side, and all others within a row or
 * 1.5 periods of the stream, whichever is longer. It goes beyond only at a turn, where the two nearest samples on either side
 * both lead there, and by no more than {@link #MOST} of the smaller of their two steps. So it does not overshoot at all beside
 * a step, at a gap, or where samples stay the same.
 */
final class Overshoot {
    /** The largest overshoot, as a part of a step: what a sine of 3/4 of the stream's Nyquist frequency needs. */
    static final double MOST = 0.5;

    private final double[] times;
    private final float[] values;
    private final int channels;
    private final int from;
    private final int to;
    private final double time;
    private final int nearFrom;
    private final int nearTo;
    private final int split;

    /**
     * For the values at one time.
     *
     * @param times of the samples, ascending
     * @param values samples x channels
     * @param from the first of the samples that may count
     * @param to the one behind the last
     * @param near seconds within which a sample is a neighbour
     */
    Overshoot(double[] times, float[] values, int channels, int from, int to, double time, double near) {
        this.times = times;
        this.values = values;
        this.channels = channels;
        this.from = from;
        this.to = to;
        this.time = time;
        nearFrom = place(time - near);
        nearTo = place(Math.nextUp(time + near));
        split = place(Math.nextUp(time));
    }

    /** The first sample at or after a time. */
    private int place(double moment) {
        int found = Arrays.binarySearch(times, from, to, moment);
        int place = found >= 0 ? found : -found - 1;
        while (place > from && times[place - 1] == moment) { // of several at one time any may be found
            place--;
        }
        return place;
    }

    /** The value that is nearest to this one and allowed. */
    double limit(double value, int channel) {
        int before = next(split, -1, channel);
        int behind = next(split - 1, 1, channel);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int begin = before < 0 ? nearFrom : Math.min(nearFrom, before);
        for (int i = begin; i < Math.max(nearTo, behind + 1); i++) {
            float one = value(i, channel);
            if (!Float.isNaN(one)) {
                low = Math.min(low, one);
                high = Math.max(high, one);
            }
        }
        if (!(value < low || value > high)) {
            return value;
        }
        int first = before < 0 ? -1 : further(before, -1, channel);
        int last = behind < 0 ? -1 : further(behind, 1, channel);
        if (first < 0 || last < 0) {
            return value > high ? high : low;
        }
        double rise = (double) value(before, channel) - value(first, channel);
        double fall = (double) value(behind, channel) - value(last, channel);
        return value > high ? Math.min(value, high + MOST * Math.max(0, Math.min(rise, fall)))
                : Math.max(value, low - MOST * Math.max(0, Math.min(-rise, -fall)));
    }

    /** The next valid sample of another time in a direction, -1 if there is none. */
    private int further(int place, int step, int channel) {
        int next = next(place, step, channel);
        while (next >= 0 && times[next] == times[place]) {
            next = next(next, step, channel);
        }
        return next;
    }

    /** The next valid sample in a direction, -1 if there is none. */
    private int next(int place, int step, int channel) {
        int next = place + step;
        while (next >= from && next < to && Float.isNaN(value(next, channel))) {
            next += step;
        }
        return next >= from && next < to ? next : -1;
    }

    private float value(int sample, int channel) {
        return values[sample * channels + channel];
    }
}
