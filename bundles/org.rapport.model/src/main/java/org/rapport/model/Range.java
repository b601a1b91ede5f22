package org.rapport.model;

/**
 * What a label can be, in its unit.
 *
 * @param low the least; negative infinity if there is no such limit
 * @param high the most; positive infinity if there is no such limit
 */
public record Range(double low, double high) {
    /** Without limits: a dial that can always be turned on. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** @throws IllegalArgumentException if nothing is between the two */
    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "a range from " + low + " to " + high + " holds nothing; the first number must be below the second");
        }
    }

    public boolean isLimited() {
        return !equals(ANY);
    }

    /** Whether a value is not outside; NaN, which is none, is not. */
    public boolean holds(double value) {
        return !(value < low || value > high);
    }
}
