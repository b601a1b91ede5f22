package org.rapport.model.network;

/**
 * exp of many values that are not above 0, as arithmetic that a processor does on many at a time: (exp(x/256))²⁵⁶, in double
 * precision so that the powers cost nothing of a float's. Within 1e-9 of the true value, and 0 to within 1e-27 from -64 on.
 */
final class Exponential {
    private static final double LEAST = -64;
    private static final double PART = 1.0 / 256;
    /** 1/n!, of Taylor's series. */
    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;

    private Exponential() {
    }

    /** Replaces so many values, from the first on. */
    static void replace(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            double x = Math.max(values[i], LEAST) * PART;
            double y = (((((C6 * x + C5) * x + C4) * x + C3) * x + C2) * x + 1) * x + 1;
            y *= y;
            y *= y;
            y *= y;
            y *= y;
            y *= y;
            y *= y;
            y *= y;
            y *= y;
            values[i] = y;
        }
    }
}
