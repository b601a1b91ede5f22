package org.rapport.model.network;

import java.util.Map;

import org.rapport.model.NamedArray;

/** The weights of a network by name, as layers in plain Java. */
record LoadedWeights(Map<String, NamedArray> arrays) {

    /** @throws IllegalArgumentException if there is no such array of this many axes */
    NamedArray array(String name, int axes) {
        NamedArray array = arrays.get(name);
        if (array == null || array.shape().length != axes) {
            throw new IllegalArgumentException("the weights have no " + name + " of " + axes + " axes");
        }
        return array;
    }

    /** The kernel of the layer whose arrays are called name_kernel and name_bias, [inputs x outputs]. */
    NamedArray kernel(String name) {
        NamedArray kernel = array(name + "_kernel", 2);
        if (bias(name).length != kernel.shape()[1]) {
            throw new IllegalArgumentException("the weights " + name + "_kernel and " + name + "_bias do not belong together");
        }
        return kernel;
    }

    /** Its bias. */
    float[] bias(String name) {
        return array(name + "_bias", 1).values();
    }

    /** The same layer in double precision. */
    RowLayer layer(String name) {
        FloatLayer single = FloatLayer.of(this, name);
        double[][] kernel = new double[single.inputs()][];
        for (int in = 0; in < kernel.length; in++) {
            kernel[in] = doubles(single.kernel()[in]);
        }
        return new RowLayer(kernel, doubles(single.bias()));
    }

    private static double[] doubles(float[] values) {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }
}
