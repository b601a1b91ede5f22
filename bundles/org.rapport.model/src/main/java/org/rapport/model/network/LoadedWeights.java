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

    /** The layer whose arrays are called name_kernel and name_bias. */
    RowLayer layer(String name) {
        NamedArray kernel = array(name + "_kernel", 2);
        NamedArray bias = array(name + "_bias", 1);
        if (bias.values().length != kernel.shape()[1]) {
            throw new IllegalArgumentException("the weights " + name + "_kernel and " + name + "_bias do not belong together");
        }
        return new RowLayer(kernel.values(), bias.values());
    }
}
