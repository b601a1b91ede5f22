package org.rapport.model.network;

/**
 * The logistic function and the hyperbolic tangent of many values, as arithmetic that a processor does on many at a time. Both
 * are within 4e-7 of the true value, which is as near as single precision gets in a network.
 */
final class Squash {
    /** From here on, tanh is 1 to within 3e-7. */
    private static final float END = 7.9f;
    /** x·P(x²)/Q(x²), the minimax fit of tanh's relative error on [0, 7.9] with 6 and 3 powers of x² (1.5e-9 before rounding). */
    private static final float P1 = 0.13128122687339783f;
    private static final float P2 = 0.0031536375172436237f;
    private static final float P3 = 1.1689412531268317e-05f;
    private static final float P4 = -2.2525016518670782e-08f;
    private static final float P5 = 6.482590853007508e-11f;
    private static final float P6 = -1.1923776310936163e-13f;
    private static final float Q1 = 0.46461454033851624f;
    private static final float Q2 = 0.02469184622168541f;
    private static final float Q3 = 0.00026193165103904903f;

    private Squash() {
    }

    static float tanh(float value) {
        float x = Math.min(Math.max(value, -END), END);
        float y = x * x;
        float p = (((((P6 * y + P5) * y + P4) * y + P3) * y + P2) * y + P1) * y + 1;
        float q = ((Q3 * y + Q2) * y + Q1) * y + 1;
        return x * p / q;
    }

    /** Replaces all values. */
    static void tanh(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** 1/(1 + exp(-2x)), for what tanh(x) is. */
    static float logistic(float tanh) {
        return 0.5f * tanh + 0.5f;
    }
}
