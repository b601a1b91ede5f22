package org.rapport.tensorflow.probe;

import java.util.Hashtable;
import java.util.function.Supplier;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A bundle that uses TensorFlow: offers the first element of x·x and of its gradient as a service. */
public class Activator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(Supplier.class, Activator::squareAndGradient, new Hashtable<>());
    }

    @Override
    public void stop(BundleContext context) {
    }

    private static float[] squareAndGradient() {
        try (Graph graph = new Graph(); Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            var x = tf.placeholder(TFloat32.class);
            var square = tf.linalg.matMul(x, x);
            Output<?>[] gradients = graph.addGradients(square.asOutput(), new Output<?>[]{x.asOutput()});
            try (TFloat32 value = TFloat32.tensorOf(Shape.of(2, 2), DataBuffers.of(1f, 2f, 3f, 4f));
                    Result result = session.runner().feed(x, value).fetch(square).fetch(gradients[0]).run()) {
                return new float[]{((TFloat32) result.get(0)).getFloat(0, 0), ((TFloat32) result.get(1)).getFloat(0, 0)};
            }
        }
    }
}
