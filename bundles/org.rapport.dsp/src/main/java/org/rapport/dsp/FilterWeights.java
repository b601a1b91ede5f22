package org.rapport.dsp;

/**
 * The weights of a stream's samples around one time. Channels that miss the same samples share them, so that a thousand
 * channels cost little more than one.
 */
final class FilterWeights {
    private final double[] times;
    private final int from;
    private final int reach;
    private final int to;
    private final double time;
    private final StreamWeights stream;
    private final boolean[] valid;
    private double[] weights;
    private Overshoot overshoot;

    /**
     * @param from the first of the samples that may count
     * @param reach the first of those within reach of the time
     * @param to the one behind the last
     * @param time for which they are wanted
     */
    FilterWeights(double[] times, int from, int reach, int to, double time, StreamWeights stream) {
        this.times = times;
        this.from = from;
        this.reach = reach;
        this.to = to;
        this.time = time;
        this.stream = stream;
        valid = new boolean[to - from];
    }

    /**
     * The value of one channel at that time, without its missing samples, within the bounds of {@link Overshoot}; NaN if none
     * is in reach.
     */
    double value(float[] values, int channels, int channel) {
        boolean same = weights != null;
        int count = 0;
        int within = 0;
        for (int i = from; i < to; i++) {
            boolean there = !Float.isNaN(values[i * channels + channel]);
            same &= valid[i - from] == there;
            valid[i - from] = there;
            count += there ? 1 : 0;
            within += there && i >= reach ? 1 : 0;
        }
        if (within == 0) {
            return Double.NaN;
        }
        if (!same) {
            weights = weights(count);
        }
        if (overshoot == null) {
            overshoot = new Overshoot(times, values, channels, reach, to, time, stream.near());
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (valid[i - from]) {
                sum += weights[i - from] * values[i * channels + channel];
            }
        }
        return overshoot.limit(sum, channel);
    }

    /** One for each sample in reach, 0 for those that are missing. */
    private double[] weights(int count) {
        double[] there = new double[count];
        int next = 0;
        for (int i = from; i < to; i++) {
            if (valid[i - from]) {
                there[next++] = times[i];
            }
        }
        double[] some = stream.of(there, time);
        if (count == valid.length) {
            return some;
        }
        double[] all = new double[valid.length];
        next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = valid[i] ? some[next++] : 0;
        }
        return all;
    }
}
