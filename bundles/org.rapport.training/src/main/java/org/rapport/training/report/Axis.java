package org.rapport.training.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand in a drawing, and which of them are marked: round ones, at most about eight.
 *
 * @param low the least that is drawn
 * @param high the most
 * @param from the place of the least
 * @param to the place of the most
 */
record Axis(double low, double high, double from, double to) {
    private static final int MOST_TICKS = 8;

    /** From the least to the greatest finite value; from 0 to 1 if there is none. */
    static Axis of(List<double[]> values, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] some : values) {
            for (double value : some) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return low > high ? new Axis(0, 1, from, to) : new Axis(low, high > low ? high : low + 1, from, to);
    }

    /** The same places for whole steps, so that ticks stand at both ends. */
    Axis rounded() {
        double step = step();
        return new Axis(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, from, to);
    }

    double place(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten. */
    private double step() {
        double least = (high - low) / MOST_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : new double[]{1, 2, 5}) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** As many digits as tell one tick from the next. */
    String label(double tick) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step()) + 1e-9));
        return digits > 6 || Math.abs(tick) >= 1e7 ? String.format(java.util.Locale.ROOT, "%.3g", tick) : BigDecimal.valueOf(tick)
                .setScale(digits, java.math.RoundingMode.HALF_EVEN).toPlainString().replaceFirst("^-(?=0(\\.0*)?$)", "");
    }
}
