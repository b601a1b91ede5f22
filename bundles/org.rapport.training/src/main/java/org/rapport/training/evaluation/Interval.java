package org.rapport.training.evaluation;

/** Where a score of other dyads is with 95 %; NaN where there are too few to tell. */
public record Interval(double low, double high) {
    static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    public boolean isKnown() {
        return !Double.isNaN(low);
    }
}
