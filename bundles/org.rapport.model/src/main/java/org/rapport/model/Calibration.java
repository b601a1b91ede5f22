package org.rapport.model;

/**
 * Brings predictions to the size of labels, in the labels' unit: {@code slope * prediction + offset}. A network that minimises
 * errors predicts too little of every change when it is unsure.
 *
 * @param slope above 0
 * @param offset finite
 */
public record Calibration(double slope, double offset) {
    /** Leaves predictions as they are, to the bit. */
    public static final Calibration NONE = new Calibration(1, 0);

    /** @throws IllegalArgumentException if it turned predictions round or made no numbers of them */
    public Calibration {
        if (!(slope > 0) || Double.isInfinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("a calibration of slope " + slope + " and offset " + offset
                    + " is impossible; the slope must be above 0, and both finite");
        }
    }

    public double of(double prediction) {
        return slope == 1 && offset == 0 ? prediction : slope * prediction + offset; // -0 stays -0
    }
}
