package org.rapport.model.network;

/** {@link FusedGru} for one row at a time, with its state. */
final class RowGru {
    private final RowLayer gates;
    private final RowLayer candidate;
    private final double[] opened;
    private final double[] kept;
    private final double[] proposed;
    private double[] state;

    RowGru(LoadedWeights weights, String name) {
        gates = weights.layer(name + "_gates");
        candidate = weights.layer(name + "_candidate");
        opened = new double[gates.outputs()];
        kept = new double[candidate.outputs()];
        proposed = new double[candidate.outputs()];
        restart();
    }

    void restart() {
        state = new double[candidate.outputs()];
    }

    /** Takes a row; gives the state after it, which is not changed afterwards. */
    double[] step(double[] x) {
        int width = state.length;
        gates.into(opened, x, state);
        for (int i = 0; i < width; i++) {
            kept[i] = sigmoid(opened[i]) * state[i];
        }
        candidate.into(proposed, x, kept);
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double old = sigmoid(opened[width + i]);
            next[i] = old * state[i] + (1 - old) * tanh(proposed[i]);
        }
        state = next;
        return next;
    }

    /** As exact as Java's for what comes of it, and several times as fast. */
    private static double tanh(double x) {
        return 1 - 2 / (Math.exp(2 * x) + 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
