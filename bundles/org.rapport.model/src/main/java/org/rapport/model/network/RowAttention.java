package org.rapport.model.network;

/** {@link MultiHeadAttention} to the latest rows, for one row at a time; it remembers as many as it sees and no more. */
final class RowAttention {
    private final RowLayer query;
    private final RowLayer key;
    private final RowLayer value;
    private final RowLayer result;
    private final int heads;
    /** Of the latest rows, the oldest of which the next one takes the place of. */
    private final double[][] keys;
    private final double[][] values;
    private long rows;

    /** @param span how many rows it sees, the asking one among them */
    RowAttention(LoadedWeights weights, String name, int heads, int span) {
        query = weights.layer(name + "_query");
        key = weights.layer(name + "_key");
        value = weights.layer(name + "_value");
        result = weights.layer(name + "_result");
        this.heads = heads;
        keys = new double[span][];
        values = new double[span][];
    }

    void restart() {
        rows = 0;
    }

    /** Takes the next row. */
    void add(double[] row) {
        int place = (int) (rows++ % keys.length);
        keys[place] = key.apply(row);
        values[place] = value.apply(row);
    }

    /** What {@code from} finds in the rows. */
    double[] answer(double[] from) {
        double[] asked = query.apply(from);
        double[] joined = new double[asked.length];
        int width = asked.length / heads;
        for (int head = 0; head < heads; head++) {
            answer(asked, head * width, width, joined);
        }
        return result.apply(joined);
    }

    private void answer(double[] asked, int first, int width, double[] joined) {
        int there = (int) Math.min(rows, keys.length);
        double[] scores = new double[there];
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < there; row++) {
            double score = 0;
            for (int i = first; i < first + width; i++) {
                score += asked[i] * keys[row][i];
            }
            scores[row] = score / Math.sqrt(width);
            highest = Math.max(highest, scores[row]);
        }
        double sum = 0;
        for (int row = 0; row < there; row++) {
            scores[row] = Math.exp(scores[row] - highest);
            sum += scores[row];
        }
        for (int row = 0; row < there; row++) {
            for (int i = first; i < first + width; i++) {
                joined[i] += scores[row] / sum * values[row][i];
            }
        }
    }
}
