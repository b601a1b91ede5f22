package org.rapport.model.network;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.rapport.model.NamedArray;

/**
 * The weights of a network by name, as layers in plain Java. There is one of each layer, which all networks of these weights
 * share: dozens that run at once need a processor's cache for one. Safe for use by many threads.
 */
final class LoadedWeights {
    private final Map<String, NamedArray> arrays;
    private final Map<String, FloatLayer> single = new ConcurrentHashMap<>();
    private final Map<String, RowLayer> twice = new ConcurrentHashMap<>();
    private final Map<String, float[][]> transposed = new ConcurrentHashMap<>();
    private final Map<String, RowLstm> lstms = new ConcurrentHashMap<>();

    LoadedWeights(Map<String, NamedArray> arrays) {
        this.arrays = Map.copyOf(arrays);
    }

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

    /** The layer whose arrays are called name_kernel and name_bias. */
    FloatLayer floatLayer(String name) {
        return single.computeIfAbsent(name, this::read);
    }

    /** Its kernel alone, [outputs][inputs]. */
    float[][] transposedKernel(String name) {
        return transposed.computeIfAbsent(name, this::transpose);
    }

    /** The LSTM whose arrays are called name_kernel and name_bias. */
    RowLstm lstm(String name) {
        return lstms.computeIfAbsent(name, one -> new RowLstm(read(one), one));
    }

    /** The layer whose arrays are called name_kernel and name_bias, in double precision. */
    RowLayer layer(String name) {
        return twice.computeIfAbsent(name, this::widen);
    }

    private FloatLayer read(String name) {
        NamedArray flat = kernel(name);
        float[] bias = bias(name);
        float[][] kernel = new float[Math.toIntExact(flat.shape()[0])][];
        for (int in = 0; in < kernel.length; in++) {
            kernel[in] = Arrays.copyOfRange(flat.values(), in * bias.length, (in + 1) * bias.length);
        }
        return new FloatLayer(kernel, bias);
    }

    private float[][] transpose(String name) {
        NamedArray flat = kernel(name);
        int outputs = bias(name).length;
        float[][] rows = new float[outputs][Math.toIntExact(flat.shape()[0])];
        for (int i = 0; i < flat.values().length; i++) {
            rows[i % outputs][i / outputs] = flat.values()[i];
        }
        return rows;
    }

    private RowLayer widen(String name) {
        FloatLayer layer = read(name);
        double[][] kernel = new double[layer.inputs()][];
        for (int in = 0; in < kernel.length; in++) {
            kernel[in] = doubles(layer.kernel()[in]);
        }
        return new RowLayer(kernel, doubles(layer.bias()));
    }

    private static double[] doubles(float[] values) {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }
}
