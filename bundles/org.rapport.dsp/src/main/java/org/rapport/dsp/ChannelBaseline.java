package org.rapport.dsp;

/** The mean of a channel's first valid values, and what the later ones are above it. */
final class ChannelBaseline {
    private final long needed;
    private double sum;
    private long count;

    /** @param needed how many valid values make the baseline */
    ChannelBaseline(long needed) {
        this.needed = needed;
    }

    /** The difference of a value from the baseline; NaN for a missing value, and for all that the baseline is made of. */
    float apply(float value) {
        if (count == needed) {
            return (float) (value - sum / count);
        }
        if (!Float.isNaN(value)) {
            sum += value;
            count++;
        }
        return Float.NaN;
    }
}
