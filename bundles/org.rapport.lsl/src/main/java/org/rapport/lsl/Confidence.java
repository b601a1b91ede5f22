package org.rapport.lsl;

/** The mean of what a device says of its own confidence, in all its channels that tell. */
final class Confidence {
    private final int width;
    private final int[] columns;
    private long count;
    private double sum;

    /**
     * For one stream.
     *
     * @param width how many channels it has on the wire
     * @param columns those that tell
     */
    Confidence(int width, int[] columns) {
        this.width = width;
        this.columns = columns.clone();
    }

    /** Takes samples, each with all channels of the wire. */
    void add(float[] values) {
        for (int row = 0; row < values.length; row += width) {
            for (int column : columns) {
                if (!Float.isNaN(values[row + column])) {
                    sum += values[row + column];
                    count++;
                }
            }
        }
    }

    /** NaN if nothing was told. */
    double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
