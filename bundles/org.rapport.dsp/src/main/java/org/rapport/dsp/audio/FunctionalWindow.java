package org.rapport.dsp.audio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The functionals of every contour over the last frames, again and again. */
final class FunctionalWindow {
    private final int length;
    private final int step;
    private final Deque<Row> rows = new ArrayDeque<>();
    private int untilNext;

    /**
     * @param length of the window, in frames
     * @param step from one result to the next, in frames
     */
    FunctionalWindow(int length, int step) {
        this.length = length;
        this.step = step;
        this.untilNext = length;
    }

    /** Takes the contours at the next frame and hands on the functionals that are due, at the time of that frame. */
    void add(Row row, Consumer<Row> output) {
        rows.addLast(row);
        if (rows.size() > length) {
            rows.removeFirst();
        }
        if (--untilNext == 0) {
            untilNext = step;
            output.accept(new Row(row.time(), functionals(row.values().length)));
        }
    }

    /** Begins anew: no window spans what was before and what comes. */
    void restart() {
        rows.clear();
        untilNext = length;
    }

    private double[] functionals(int contours) {
        double[] values = new double[contours * Functionals.NAMES.size()];
        for (int i = 0; i < contours; i++) {
            int contour = i;
            // rounded like a contour that goes out: else equal values differ in the last digit, and the first is not the highest
            double[] functionals = Functionals.of(rows.stream().mapToDouble(row -> (float) row.values()[contour]).toArray());
            System.arraycopy(functionals, 0, values, i * functionals.length, functionals.length);
        }
        return values;
    }
}
