package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The heads, one for each target: dense, ReLU, dropout, dense to one value. */
public final class OutputLayers {
    static final String PREDICTION = "prediction";

    private final Ops tf;
    private final Dropout dropout;
    private final List<Weight> weights = new ArrayList<>();
    private final Operand<TFloat32> prediction;

    /** Over x [batch x steps x columns]. */
    public OutputLayers(Blueprint blueprint, Operand<TFloat32> x) {
        Algebra algebra = blueprint.algebra();
        NetworkShape shape = blueprint.shape();
        this.tf = algebra.tf;
        this.dropout = blueprint.dropout();
        int batch = (int) x.shape().get(0);
        int steps = (int) x.shape().get(1);
        Operand<TFloat32> rows = algebra.reshape(x, batch * steps, (int) x.shape().get(2));
        List<Operand<TFloat32>> columns = new ArrayList<>();
        for (int target = 0; target < shape.targets(); target++) {
            columns.add(column(blueprint.variables(), rows, target, shape.headUnits()));
        }
        prediction = tf.withName(PREDICTION).reshape(algebra.concat(columns, 1),
                tf.constant(new int[]{batch, steps, shape.targets()}));
    }

    /** [rows x 1]. */
    private Operand<TFloat32> column(Variables variables, Operand<TFloat32> rows, int target, int units) {
        String name = "target" + target;
        DenseLayer hidden = new DenseLayer(tf, variables, name + "_hidden", (int) rows.shape().get(1), units);
        DenseLayer last = new DenseLayer(tf, variables, name + "_output", units, 1);
        weights.addAll(hidden.weights());
        weights.addAll(last.weights());
        return last.apply(dropout.apply(tf.nn.relu(hidden.apply(rows)), target));
    }

    /** [batch x steps x targets]. */
    public Operand<TFloat32> prediction() {
        return prediction;
    }

    public List<Weight> weights() {
        return List.copyOf(weights);
    }
}
