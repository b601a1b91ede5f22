package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;

/** {@link OutputLayers} for one row, in single precision. */
final class FloatOutput {
    private final List<FloatLayer> hidden = new ArrayList<>();
    private final List<FloatLayer> last = new ArrayList<>();

    FloatOutput(NetworkShape shape, LoadedWeights weights) {
        for (int target = 0; target < shape.targets(); target++) {
            hidden.add(weights.floatLayer("target" + target + "_hidden"));
            last.add(weights.floatLayer("target" + target + "_output"));
        }
    }

    /** @param out takes each target */
    void apply(float[] row, float[] out) {
        float[] one = new float[1];
        for (int target = 0; target < hidden.size(); target++) {
            float[] units = new float[hidden.get(target).outputs()];
            hidden.get(target).apply(row, units);
            last.get(target).apply(positive(units), one);
            out[target] = one[0];
        }
    }

    /** ReLU, in place. */
    static float[] positive(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
        return x;
    }
}
