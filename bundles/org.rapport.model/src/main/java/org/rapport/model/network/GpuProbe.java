package org.rapport.model.network;

import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;

/**
 * Whether TensorFlow computes on a GPU here. A library that is built for one goes on with the CPU, and says nothing that a user
 * sees, where the driver, CUDA or cuDNN does not fit it.
 */
public final class GpuProbe {
    private GpuProbe() {
    }

    /**
     * Tries one operation that must be computed on the first GPU.
     *
     * @param threads of TensorFlow, as all sessions of this process say; 0 for one a processor
     */
    public static boolean findsGpu(int threads) {
        DeviceSpec gpu = DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.GPU).deviceIndex(0).build();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph).withDevice(gpu);
            var sum = tf.math.add(tf.constant(1f), tf.constant(2f));
            try (Session session = new Session(graph, SessionSettings.of(threads));
                    Result result = session.runner().fetch(sum).run()) {
                return result.size() == 1;
            }
        } catch (TFInvalidArgumentException e) {
            return false; // there is no such device
        }
    }
}
