package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Set;

/**
 * Channels that stand for a missing value where all of them hold certain numbers at once: a gaze of exactly (0, 0) is an eye that
 * is lost, but one coordinate of 0 is the edge of the screen.
 *
 * @param columns their places on the wire
 * @param values the numbers
 */
public record Absence(List<Integer> columns, Set<Float> values) {
    /** Whether a sample that begins at a place of these values has none of it. */
    public boolean holds(float[] wire, int row) {
        for (int column : columns) {
            if (!values.contains(wire[row + column] + 0f)) { // -0 is 0
                return false;
            }
        }
        return true;
    }
}
