package org.rapport.model.network;

import java.util.Arrays;

/**
 * {@link MultiHeadAttention} of one step alone. Then it costs less to bring the one query to the rows than all rows to the
 * query: with q a head's query, its scores qᵀ(Kᵀx) are (Kq)ᵀx, and what adds the same to all of them is nothing to a softmax;
 * its answer Σp(Vᵀx) is Vᵀ(Σpx).
 */
final class StepAttention {
    private final FloatLayer query;
    /** [outputs][inputs], as the values' are. */
    private final float[][] keysByOutput;
    private final float[][] valuesByOutput;
    private final float[] valueBias;
    private final FloatLayer result;
    private final int heads;
    private final int width;
    private final float[] asked;
    private final float[] direction;
    private final float[] mixed;
    private final float[] joined;
    private final float[] scores;
    /** Of all heads, one after the other. */
    private final double[] powers;
    private final float[] found;
    /** Of what was asked last, and answered. */
    private long fromRuns;
    private long toRuns;

    StepAttention(LoadedWeights weights, String name, NetworkShape shape) {
        query = weights.floatLayer(name + "_query");
        result = weights.floatLayer(name + "_result");
        FloatLayer key = weights.floatLayer(name + "_key");
        FloatLayer value = weights.floatLayer(name + "_value");
        heads = shape.heads();
        width = shape.width();
        for (FloatLayer layer : new FloatLayer[]{query, key, value, result}) {
            if (layer.inputs() != width || layer.outputs() != width) {
                throw new IllegalArgumentException("the weights of " + name + " are not " + width + " wide");
            }
        }
        keysByOutput = weights.transposedKernel(name + "_key");
        valuesByOutput = weights.transposedKernel(name + "_value");
        valueBias = value.bias();
        asked = new float[width];
        direction = new float[width];
        mixed = new float[width];
        joined = new float[width];
        scores = new float[shape.steps()];
        powers = new double[heads * shape.steps()];
        found = new float[width];
    }

    /**
     * Finds what a step asks for, unless both people are as they were at the last time.
     *
     * @param from who asks
     * @param step the asking one
     * @param to what it asks
     * @param seen how many steps of that it sees, from the first on
     */
    void ask(RowEncoder from, int step, RowEncoder to, int seen) {
        if (from.runs() == fromRuns && to.runs() == toRuns) {
            return;
        }
        fromRuns = from.runs();
        toRuns = to.runs();
        query.apply(from.rows()[step], asked);
        float scale = (float) (1 / Math.sqrt((double) width / heads));
        for (int i = 0; i < width; i++) {
            asked[i] *= scale;
        }
        int columns = width / heads;
        for (int head = 0; head < heads; head++) {
            Arrays.fill(direction, 0);
            FloatLayer.addProduct(asked, head * columns, columns, keysByOutput, head * columns, direction);
            Arrays.fill(scores, 0);
            FloatLayer.addProduct(direction, 0, width, to.columns(), 0, scores);
            keepBelowHighest(head * seen, seen);
        }
        Exponential.replace(powers, heads * seen);
        for (int head = 0; head < heads; head++) {
            share(head * seen, seen);
            Arrays.fill(mixed, 0);
            FloatLayer.addProduct(scores, 0, seen, to.rows(), 0, mixed);
            for (int i = head * columns; i < (head + 1) * columns; i++) {
                joined[i] = valueBias[i] + FloatLayer.dot(mixed, valuesByOutput[i]);
            }
        }
        result.apply(joined, found);
    }

    /** What was found last, [width]. */
    float[] found() {
        return found;
    }

    /** Before exp, so that none is infinite. */
    private void keepBelowHighest(int first, int seen) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < seen; i++) {
            highest = scores[i] > highest ? scores[i] : highest;
        }
        for (int i = 0; i < seen; i++) {
            powers[first + i] = scores[i] - highest;
        }
    }

    private void share(int first, int seen) {
        double sum = 0;
        for (int i = first; i < first + seen; i++) {
            sum += powers[i];
        }
        double part = 1 / sum;
        for (int i = 0; i < seen; i++) {
            scores[i] = (float) (powers[first + i] * part);
        }
    }
}
