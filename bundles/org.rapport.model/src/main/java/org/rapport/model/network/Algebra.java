package org.rapport.model.network;

import java.util.Arrays;
import java.util.List;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The operations that the layers are written in, where TensorFlow's own need more than a word. */
public final class Algebra {
    /** Where the operations go. */
    public final Graph graph;
    /** TensorFlow's own operations. */
    public final Ops tf;

    Algebra(Graph graph) {
        this.graph = graph;
        this.tf = Ops.create(graph);
    }

    public Operand<TFloat32> reshape(Operand<TFloat32> x, int... shape) {
        return tf.reshape(x, tf.constant(shape));
    }

    public Operand<TFloat32> transpose(Operand<TFloat32> x, int... axes) {
        return tf.linalg.transpose(x, tf.constant(axes));
    }

    public Operand<TFloat32> concat(List<Operand<TFloat32>> parts, int axis) {
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(axis));
    }

    /** Pieces of at most {@code size} along the first axis. */
    List<? extends Operand<TFloat32>> chunks(Operand<TFloat32> x, int size) {
        int length = (int) x.shape().get(0);
        int count = (length + size - 1) / size;
        if (count == 1) {
            return List.of(x);
        }
        int[] sizes = new int[count];
        Arrays.fill(sizes, size);
        sizes[count - 1] = length - size * (count - 1);
        return tf.splitV(x, tf.constant(sizes), tf.constant(0), (long) count).output();
    }

    /** The mean of all elements, a scalar. */
    public Operand<TFloat32> mean(Operand<TFloat32> x) {
        return tf.math.mean(x, allAxes(x));
    }

    /** The sum of all elements, a scalar. */
    public Operand<TFloat32> sum(Operand<TFloat32> x) {
        return tf.sum(x, allAxes(x));
    }

    private Operand<TInt32> allAxes(Operand<TFloat32> x) {
        return tf.range(tf.constant(0), tf.constant(x.shape().numDimensions()), tf.constant(1));
    }

    /** x·y of the last two axes. */
    public Operand<TFloat32> product(Operand<TFloat32> x, Operand<TFloat32> y) {
        return product(x, false, y, false);
    }

    /** xᵀ·y of the last two axes. */
    public Operand<TFloat32> productTransposedLeft(Operand<TFloat32> x, Operand<TFloat32> y) {
        return product(x, true, y, false);
    }

    /** x·yᵀ of the last two axes. */
    public Operand<TFloat32> productTransposedRight(Operand<TFloat32> x, Operand<TFloat32> y) {
        return product(x, false, y, true);
    }

    /** By hand, because {@code tf.train.batchMatMul} makes BatchMatMulV3, which oneDNN has no kernel for. */
    private Operand<TFloat32> product(Operand<TFloat32> x, boolean transposeX, Operand<TFloat32> y, boolean transposeY) {
        return graph.opBuilder("BatchMatMulV2", tf.scope().makeOpName("BatchMatMulV2"), tf.scope()).addInput(x.asOutput())
                .addInput(y.asOutput()).setAttr("adj_x", transposeX).setAttr("adj_y", transposeY).build().output(0);
    }
}
