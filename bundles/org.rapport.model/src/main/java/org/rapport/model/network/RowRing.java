package org.rapport.model.network;

/** The latest rows of a window, each as it was put in. */
final class RowRing {
    private final float[][] rows;
    private long count;

    RowRing(int steps) {
        rows = new float[steps][];
    }

    void clear() {
        count = 0;
    }

    void add(float[] row) {
        rows[(int) (count++ % rows.length)] = row;
    }

    /** The row that was added last. */
    float[] latest() {
        return rows[(int) ((count - 1) % rows.length)];
    }

    int steps() {
        return rows.length;
    }

    /**
     * A row of the window.
     *
     * @param step 0 for the oldest
     * @throws IllegalStateException if the window is not full
     */
    float[] at(int step) {
        if (count < rows.length) {
            throw new IllegalStateException("the window has " + count + " of " + rows.length + " rows");
        }
        return rows[(int) ((count + step) % rows.length)];
    }
}
