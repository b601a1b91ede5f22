package org.rapport.training.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.rapport.model.network.GpuProbe;

/** What a network is computed on. TensorFlow takes a GPU if its native library is built for one and the system has one. */
enum Device {
    /** Whatever TensorFlow finds. */
    AUTO, CPU, GPU;

    private static final String NATIVES = "org.rapport.tensorflow.";
    private static final String LIBRARIES = "CUDA 12 and cuDNN 9";
    static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

    /**
     * What is in the way of computing on it, in one line; empty if nothing is known to be.
     *
     * @param threads of TensorFlow; 0 for one a processor
     */
    Optional<String> missing(BundleContext context, int threads) {
        boolean gpuNatives = hasGpuNatives(context);
        return switch (this) {
            case AUTO -> Optional.empty();
            case CPU -> gpuNatives && !"-1".equals(System.getenv("CUDA_VISIBLE_DEVICES"))
                    ? Optional.of("this distribution is built for a GPU and would take one; "
                            + "set the environment variable CUDA_VISIBLE_DEVICES to -1")
                    : Optional.empty();
            case GPU -> gpu(gpuNatives, threads);
        };
    }

    static boolean hasGpuNatives(BundleContext context) {
        return Arrays.stream(context.getBundles()).map(bundle -> String.valueOf(bundle.getSymbolicName()))
                .anyMatch(name -> name.startsWith(NATIVES) && name.endsWith("-gpu"));
    }

    private static Optional<String> gpu(boolean gpuNatives, int threads) {
        if (!gpuNatives) {
            return Optional.of("this distribution's TensorFlow computes on the CPU only; build it with "
                    + "-Dtensorflow.platform=linux-x86_64-gpu");
        }
        if (!Files.exists(DRIVER)) {
            return Optional.of("there is no NVIDIA driver (" + DRIVER + "); install it, with " + LIBRARIES);
        }
        return GpuProbe.findsGpu(threads) ? Optional.empty()
                : Optional.of("TensorFlow finds no GPU that it can use; it needs " + LIBRARIES
                        + " where LD_LIBRARY_PATH says, and with the environment variable TF_CPP_MIN_LOG_LEVEL=0 it tells "
                        + "what it lacks");
    }

    /**
     * What was asked for and is not computed on, in one line; empty if there is nothing to say.
     *
     * @param threads of TensorFlow; 0 for one a processor
     */
    Optional<String> fallBack(BundleContext context, int threads) {
        return this == AUTO && hasGpuNatives(context)
                ? gpu(true, threads).map(why -> "computes on the CPU, though this distribution is built for a GPU: " + why)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
