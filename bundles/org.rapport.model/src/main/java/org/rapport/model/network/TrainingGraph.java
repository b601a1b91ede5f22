package org.rapport.model.network;

import java.util.List;

import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A network with its losses, their gradients and one update of its weights. */
public final class TrainingGraph {
    private final Variables variables;
    private final Network network;
    private final Placeholder<TFloat32> labels;
    private final Placeholder<TFloat32> learningRate;
    private final Placeholder<TFloat32> keep;
    private final Placeholder<TInt64> step;
    private final Losses losses;
    private final List<Gradient> gradients;
    private final Adam adam;

    TrainingGraph(Graph graph, TrainingPlan plan) {
        Algebra algebra = new Algebra(graph);
        var tf = algebra.tf;
        NetworkShape shape = plan.shape();
        variables = new Variables(tf, plan.seed());
        labels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(plan.batchSize(), shape.steps(), shape.targets())));
        learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        keep = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        network = shape.architecture()
                .network(new Blueprint(algebra, variables, shape, plan.batchSize(), Dropout.seeded(tf, plan.seed(), step, keep)));
        losses = new Losses(algebra, network, labels, plan.objective());
        gradients = network.gradients(losses.total());
        adam = new Adam(tf, variables, gradients, learningRate, plan.weightDecay(), losses.all());
    }

    Variables variables() {
        return variables;
    }

    Network network() {
        return network;
    }

    /** [batch x steps x targets]. */
    Placeholder<TFloat32> labels() {
        return labels;
    }

    Placeholder<TFloat32> learningRate() {
        return learningRate;
    }

    /** The part of the units that dropout keeps. */
    Placeholder<TFloat32> keep() {
        return keep;
    }

    /** The number of the step, for dropout. */
    Placeholder<TInt64> step() {
        return step;
    }

    Losses losses() {
        return losses;
    }

    List<Gradient> gradients() {
        return gradients;
    }

    Op update() {
        return adam.update();
    }
}
