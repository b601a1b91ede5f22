package org.rapport.model.network;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.Toggle;

/** How TensorFlow computes what a session is asked for. */
final class SessionSettings {
    private SessionSettings() {
    }

    /**
     * TensorFlow has one pool of threads a process, as large as its first session says: so all of them say the same.
     * A graphics processor's memory is taken as it is needed, and not as a whole. The rewriter of arithmetic is off: in which
     * order it puts what is added up differs from process to process, and with it the last bits of a training.
     *
     * @param threads that share an operation; 0 for one a processor, or what the environment variables of TensorFlow say
     */
    static ConfigProto of(int threads) {
        return of(threads, Precision.FLOAT32);
    }

    /** The same, with products of some precision. */
    static ConfigProto of(int threads, Precision precision) {
        Toggle bfloat16 = precision == Precision.BFLOAT16 ? Toggle.ON : Toggle.DEFAULT;
        return ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(threads)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(RewriterConfig.newBuilder()
                        .setArithmeticOptimization(Toggle.OFF).setAutoMixedPrecisionOnednnBfloat16(bfloat16)))
                .build();
    }
}
