package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Everything that a session keeps and a checkpoint holds. Names are those of the checkpoint: a change of a name makes old
 * checkpoints unreadable.
 */
public final class Variables {
    private final Ops tf;
    private final long seed;
    /** Made only when asked for, so that a graph that gets its values from a checkpoint carries no others. */
    private final List<Supplier<Op>> initialisers = new ArrayList<>();

    Variables(Ops tf, long seed) {
        this.tf = tf;
        this.seed = seed;
    }

    /** A matrix [rows x columns] that starts uniform within Glorot's limit for these fans. */
    public Weight matrix(String name, int rows, int columns, int fanIn, int fanOut) {
        return weight(name, Shape.of(rows, columns),
                () -> tf.reshape(tf.constant(uniform(name, rows * columns, Math.sqrt(6.0 / (fanIn + fanOut)))),
                        tf.constant(new int[]{rows, columns})));
    }

    /** Seeded by name as well, so that a layer starts the same whatever other layers there are. */
    private float[] uniform(String name, int size, double limit) {
        Random random = new Random(seed * 31 + name.hashCode());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
        return values;
    }

    /** A vector that starts as given. */
    public Weight vector(String name, float... values) {
        return weight(name, Shape.of(values.length), () -> tf.constant(values));
    }

    private Weight weight(String name, Shape shape, Supplier<Operand<TFloat32>> initial) {
        Variable<TFloat32> variable = variable(name, shape, initial);
        return new Weight(variable, tf.withName(name + "_value").identity(variable));
    }

    /** A variable that is no weight, such as an optimizer's moment, with all elements alike. */
    Variable<TFloat32> state(String name, Shape shape, float initial) {
        return variable(name, shape, () -> tf.fill(tf.constant(shape.asArray()), tf.constant(initial)));
    }

    private Variable<TFloat32> variable(String name, Shape shape, Supplier<Operand<TFloat32>> initial) {
        Variable<TFloat32> variable = tf.withName(name).variable(shape, TFloat32.class);
        initialisers.add(() -> tf.assign(variable, initial.get()));
        return variable;
    }

    /** Gives all variables their initial values. */
    void initialise(Session session) {
        Session.Runner runner = session.runner();
        initialisers.forEach(initialiser -> runner.addTarget(initialiser.get()));
        runner.run().close();
    }
}
