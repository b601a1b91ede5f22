package org.rapport.model.network;

import java.util.Arrays;

/**
 * {@link MultiHeadAttention} of one step alone. Then it costs less to bring the one query to the rows than all rows to the
 * query: with q a head's query, its scores qᵀ(Kᵀx) are (Kq)ᵀx, and what adds the same to all of them is nothing to a softmax;
 * its answer Σp(Vᵀx) is Vᵀ(Σpx).
 */
final class StepAttention {
    private final FloatLayer query;
    /** The key's kernel, transposed: [outputs][inputs]. */
    private final float[][] keysByOutput;
    private final FloatLayer value;
    private final FloatLayer result;
    private final int heads;
    private final int width;
    private final float[] asked;
    private final float[] direction;
    private final float[] mixed;
    private final float[] joined;
    private final float[] scores;
    private final float[] found;

    StepAttention(LoadedWeights weights, String name, NetworkShape shape) {
        query = weights.floatLayer(name + "_query");
        value = weights.floatLayer(name + "_value");
        result = weights.floatLayer(name + "_result");
        FloatLayer key = weights.floatLayer(name + "_key");
        heads = shape.heads();
        width = shape.width();
        for (FloatLayer layer : new FloatLayer[]{query, key, value, result}) {
            if (layer.inputs() != width || layer.outputs() != width) {
                throw new IllegalArgumentException("the weights of " + name + " are not " + width + " wide");
            }
        }
        keysByOutput = new float[width][width];
        for (int in = 0; in < width; in++) {
            for (int out = 0; out < width; out++) {
                keysByOutput[out][in] = key.kernel()[in][out];
            }
        }
        asked = new float[width];
        direction = new float[width];
        mixed = new float[width];
        joined = new float[width];
        scores = new float[shape.steps()];
        found = new float[width];
    }

    /**
     * Finds what a step asks for.
     *
     * @param from the asking step's row
     * @param to what it asks
     * @param seen how many steps of that it sees, from the first on
     */
    void ask(float[] from, RowEncoder to, int seen) {
        query.apply(from, asked);
        float scale = (float) (1 / Math.sqrt((double) width / heads));
        for (int i = 0; i < width; i++) {
            asked[i] *= scale;
        }
        System.arraycopy(value.bias(), 0, joined, 0, width);
        int columns = width / heads;
        for (int head = 0; head < heads; head++) {
            Arrays.fill(direction, 0);
            FloatLayer.addProduct(asked, head * columns, columns, keysByOutput, head * columns, direction);
            Arrays.fill(scores, 0);
            FloatLayer.addProduct(direction, 0, width, to.columns(), 0, scores);
            softmax(seen);
            Arrays.fill(mixed, 0);
            FloatLayer.addProduct(scores, 0, seen, to.rows(), 0, mixed);
            addValues(head * columns, columns);
        }
        result.apply(joined, found);
    }

    /** What was found last, [width]. */
    float[] found() {
        return found;
    }

    private void softmax(int seen) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < seen; i++) {
            highest = Math.max(highest, scores[i]);
        }
        double sum = 0;
        for (int i = 0; i < seen; i++) {
            scores[i] = (float) Math.exp(scores[i] - highest);
            sum += scores[i];
        }
        float part = (float) (1 / sum);
        for (int i = 0; i < seen; i++) {
            scores[i] *= part;
        }
    }

    private void addValues(int first, int count) {
        for (int in = 0; in < width; in++) {
            float amount = mixed[in];
            float[] row = value.kernel()[in];
            for (int i = first; i < first + count; i++) {
                joined[i] += amount * row[i];
            }
        }
    }
}
