package org.rapport.model.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * All losses of a network and their weighted sum, as scalars of the graph. Those that a network does not have are NaN, and not
 * in the sum.
 */
final class Losses {
    private final Map<Loss, Operand<TFloat32>> values = new EnumMap<>(Loss.class);
    private final Operand<TFloat32> total;

    /** @param labels [batch x steps x targets], NaN where there is none */
    Losses(Algebra algebra, Network network, Operand<TFloat32> labels, Objective objective) {
        Ops tf = algebra.tf;
        Formulas formulas = new Formulas(algebra, network, labels);
        List<Operand<TFloat32>> weighted = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            var value = loss.in(formulas);
            values.put(loss, value.orElse(tf.constant(Float.NaN)));
            // also those of weight 0: each weight of the network must have a gradient, if only of 0
            value.ifPresent(one -> weighted.add(tf.math.mul(tf.constant((float) objective.weight(loss)), one)));
        }
        total = weighted.stream().reduce((one, other) -> tf.math.add(one, other)).map(tf::identity).orElseThrow();
    }

    Operand<TFloat32> total() {
        return total;
    }

    Map<Loss, Operand<TFloat32>> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Each loss in the order of {@link Loss}, then the total. */
    List<Operand<TFloat32>> all() {
        List<Operand<TFloat32>> all = new ArrayList<>(values.values());
        all.add(total);
        return all;
    }
}
