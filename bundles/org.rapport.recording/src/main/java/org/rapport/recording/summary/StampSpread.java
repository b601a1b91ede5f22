package org.rapport.recording.summary;

/** Mean and standard deviation of numbers that come one by one (Welford). */
final class StampSpread {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        double delta = value - mean;
        mean += delta / ++count;
        squares += delta * (value - mean);
    }

    /** NaN if there are less than two. */
    double deviation() {
        return count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN;
    }
}
