package org.rapport.model.network;

import java.util.Arrays;

/** {@link MultiHeadAttention} to the latest rows, for one row at a time; it remembers as many as it sees and no more. */
final class RowAttention {
    private final RowLayer query;
    private final RowLayer key;
    private final RowLayer value;
    private final RowLayer result;
    private final int heads;
    /** How many of the latest rows it sees. */
    private final int span;
    /** Of these rows, side by side and the oldest of which the next one takes the place of: read in the order of the memory. */
    private final double[] keys;
    private final double[] values;
    private final double[] taken;
    private final double[] asked;
    private final double[] shares;
    private long rows;

    /** @param span how many rows it sees, the asking one among them */
    RowAttention(LoadedWeights weights, String name, int heads, int span) {
        query = weights.layer(name + "_query");
        key = weights.layer(name + "_key");
        value = weights.layer(name + "_value");
        result = weights.layer(name + "_result");
        this.heads = heads;
        this.span = span;
        keys = new double[span * key.outputs()];
        values = new double[span * value.outputs()];
        taken = new double[key.outputs()];
        asked = new double[query.outputs()];
        shares = new double[span * heads];
    }

    void restart() {
        rows = 0;
    }

    /** Takes the next row. */
    void add(double[] row) {
        int place = (int) (rows++ % span);
        key.into(taken, row);
        System.arraycopy(taken, 0, keys, place * taken.length, taken.length);
        value.into(taken, row); // as wide as a key
        System.arraycopy(taken, 0, values, place * taken.length, taken.length);
    }

    /** What {@code from} finds in the rows. */
    double[] answer(double[] from) {
        query.into(asked, from);
        int there = (int) Math.min(rows, span);
        share(there);
        double[] joined = new double[asked.length];
        int width = asked.length / heads;
        for (int row = 0, at = 0; row < there; row++) {
            for (int head = 0; head < heads; head++) {
                double share = shares[row * heads + head];
                for (int i = head * width; i < (head + 1) * width; i++) {
                    joined[i] += share * values[at++];
                }
            }
        }
        return result.apply(joined);
    }

    /** Finds how much each row counts for each head, [rows][heads]: the softmax over the rows. */
    private void share(int there) {
        int width = asked.length / heads;
        double root = Math.sqrt(width);
        double[] highest = new double[heads];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int row = 0, at = 0; row < there; row++) {
            for (int head = 0; head < heads; head++) {
                double score = 0;
                for (int i = head * width; i < (head + 1) * width; i++) {
                    score += asked[i] * keys[at++];
                }
                shares[row * heads + head] = score / root;
                highest[head] = Math.max(highest[head], score / root);
            }
        }
        double[] sums = new double[heads];
        for (int row = 0, at = 0; row < there; row++) {
            for (int head = 0; head < heads; head++, at++) {
                shares[at] = Math.exp(shares[at] - highest[head]);
                sums[head] += shares[at];
            }
        }
        for (int row = 0, at = 0; row < there; row++) {
            for (int head = 0; head < heads; head++, at++) {
                shares[at] /= sums[head];
            }
        }
    }
}
