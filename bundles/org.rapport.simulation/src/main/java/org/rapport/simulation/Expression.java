package org.rapport.simulation;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What a face does.
 *
 * @param drives the mean intensity (0 to 5) over time of each action unit that means something; the others rest
 * @param contact how much the eyes seek the partner, from -1 (averted) to 1
 * @param blinks when the eyes are shut
 */
record Expression(Map<String, DoubleUnaryOperator> drives, DoubleUnaryOperator contact, Blinks blinks) {
    private static final double REST = 0.3;

    /** The mean intensity of an action unit over time. */
    DoubleUnaryOperator drive(String unit) {
        return drives.getOrDefault(unit, time -> REST);
    }
}
