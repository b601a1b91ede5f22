package org.rapport.lsl.dialects;

/**
 * From the value on the wire to the value in the canonical unit: {@code factor * value + offset}, or, for a resistance that
 * stands for a conductance, {@code factor / value}.
 *
 * @param factor canonical units per unit on the wire
 * @param offset added after the factor, in canonical units; 0 for a reciprocal
 * @param reciprocal whether the factor is divided by the value
 */
public record Conversion(double factor, double offset, boolean reciprocal) {
    /** Values as they are. */
    public static final Conversion NONE = new Conversion(1, 0, false);

    /** The value in the canonical unit; NaN where there is none, as the conductance of a resistance of 0. */
    public float apply(float value) {
        if (factor == 1 && offset == 0 && !reciprocal) {
            return value;
        }
        double converted = reciprocal ? factor / value : factor * value + offset;
        return Double.isInfinite(converted) ? Float.NaN : (float) converted;
    }

    @Override
    public String toString() {
        return reciprocal ? number(factor) + " / value" : (factor == 1 ? "value" : number(factor) + " * value")
                + (offset == 0 ? "" : (offset > 0 ? " + " : " - ") + number(Math.abs(offset)));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : Double.toString(value);
    }
}
