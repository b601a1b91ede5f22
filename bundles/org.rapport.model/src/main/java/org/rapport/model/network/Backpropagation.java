package org.rapport.model.network;

import java.util.ArrayList;
import java.util.List;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/**
 * Gradients of a loss, found from the loss downwards. TensorFlow's generated gradients go as far as the next splices, these
 * give their own, and below them the generated ones go on. (A gradient function registered with TensorFlow would do the same,
 * but not on Windows, and not once its bundle has been updated.)
 */
public final class Backpropagation {
    private final Graph graph;
    private final List<Gradient> gradients = new ArrayList<>();
    /** Where the next descent starts, and the loss's gradient there. */
    private List<Output<?>> frontier;
    private List<Output<?>> frontierGradients;

    public Backpropagation(Graph graph, Operand<TFloat32> loss) {
        this.graph = graph;
        this.frontier = List.of(loss.asOutput());
        this.frontierGradients = null;
    }

    /**
     * Goes down to and through some splices.
     *
     * @param name of the operations this makes, unique in the graph
     * @param weights those between where the last descent ended and the splices
     * @param splices side by side, none above another; together they cut off everything below them
     */
    public void descend(String name, List<Weight> weights, List<? extends Splice> splices) {
        List<Output<?>> ends = new ArrayList<>();
        splices.forEach(splice -> ends.add(splice.output().asOutput()));
        weights.forEach(weight -> ends.add(weight.output()));
        Output<?>[] found = graph.addGradients(name, frontier.toArray(Output<?>[]::new), ends.toArray(Output<?>[]::new),
                frontierGradients == null ? null : frontierGradients.toArray(Output<?>[]::new));
        for (int i = 0; i < weights.size(); i++) {
            gradients.add(new Gradient(weights.get(i), found[splices.size() + i].expect(TFloat32.class)));
        }
        frontier = new ArrayList<>();
        frontierGradients = new ArrayList<>();
        for (int i = 0; i < splices.size(); i++) {
            pass(splices.get(i), found[i].expect(TFloat32.class));
        }
    }

    private void pass(Splice splice, Operand<TFloat32> outputGradient) {
        List<Operand<TFloat32>> values = splice.backward(outputGradient);
        int inputs = splice.inputs().size();
        for (int i = 0; i < inputs; i++) {
            frontier.add(splice.inputs().get(i).asOutput());
            frontierGradients.add(values.get(i).asOutput());
        }
        for (int i = 0; i < splice.weights().size(); i++) {
            gradients.add(new Gradient(splice.weights().get(i), values.get(inputs + i)));
        }
    }

    public List<Gradient> gradients() {
        return List.copyOf(gradients);
    }
}
