package org.lsl4j;

/** Fills in the time stamps that are not transmitted: each comes one interval after the one before it. */
final class StampDeduction {
    private final double interval;
    private double previous = Double.NaN;

    /** For the samples of one connection. */
    StampDeduction(double nominalRate) {
        interval = nominalRate > 0 ? 1 / nominalRate : 0;
    }

    /** From now on, nothing is deduced from the stamps before. */
    void restart() {
        previous = Double.NaN;
    }

    /** The stamp of the next sample, in seconds: the one transmitted, unless that is not finite. */
    double next(double transmitted) {
        if (Double.isFinite(transmitted)) {
            previous = transmitted;
        } else {
            double deduced = previous + interval;
            // nothing to deduce from: when it came is the best there is
            previous = Double.isNaN(deduced) ? LslClock.now() : deduced;
        }
        return previous;
    }
}
