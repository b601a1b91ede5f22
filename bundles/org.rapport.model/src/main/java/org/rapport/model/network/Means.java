package org.rapport.model.network;

import java.util.List;
import java.util.function.BiConsumer;

/** Means of what several networks predict: summed in their order with double precision, so that all uses agree to the bit. */
public final class Means {
    private Means() {
    }

    /**
     * @param out takes the mean
     * @param predict writes what one network predicts
     */
    public static <T> void into(float[] out, List<T> networks, BiConsumer<T, float[]> predict) {
        double[] sums = new double[out.length];
        for (T network : networks) {
            predict.accept(network, out);
            for (int i = 0; i < out.length; i++) {
                sums[i] += out[i];
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (sums[i] / networks.size());
        }
    }
}
