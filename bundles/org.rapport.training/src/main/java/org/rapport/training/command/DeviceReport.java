package org.rapport.training.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.rapport.training.fit.ProcessorType;

/**
 * What a training would compute on, and what it lacks for a graphics processor.
 *
 * @param gpuNatives whether this distribution's TensorFlow is built for one
 * @param folders where the system keeps libraries
 * @param environment of this process
 */
record DeviceReport(boolean gpuNatives, List<Path> folders, Map<String, String> environment) {
    /** Where Linux and CUDA's installers put libraries. */
    static final List<Path> SYSTEM_FOLDERS = Stream.of("/usr/local/cuda/lib64", "/usr/local/cuda-12/lib64",
            "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib/wsl/lib").map(Path::of).toList();
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";
    /** Of CUDA 12 and cuDNN 9, those that TensorFlow opens by name. */
    private static final List<String> LIBRARIES = List.of("libcuda.so.1", "libcudart.so.12", "libcublas.so.12",
            "libcublasLt.so.12", "libcufft.so.11", "libcusolver.so.11", "libcusparse.so.12", "libnvJitLink.so.12",
            "libcudnn.so.9");

    /** @param without why it would not be computed on a graphics processor; empty if it would */
    List<String> lines(Optional<String> without) {
        List<String> lines = new ArrayList<>();
        lines.add("processor: " + ProcessorType.here() + ", " + Runtime.getRuntime().availableProcessors() + " threads at once");
        lines.add("TensorFlow: for " + (gpuNatives ? "an NVIDIA GPU, and the CPU" : "the CPU only"));
        lines.add("NVIDIA driver: " + driver());
        for (String library : LIBRARIES) {
            lines.add(library + ": " + found(library).map(Path::toString).orElse("missing"));
        }
        for (String name : List.of(LIBRARY_PATH, "CUDA_VISIBLE_DEVICES", "TF_FORCE_GPU_ALLOW_GROWTH")) {
            lines.add(name + ": " + environment.getOrDefault(name, "not set"));
        }
        lines.add(without.map(why -> "computes on the CPU: " + why)
                .orElse("computes on the GPU; its memory is taken as it is needed"));
        return lines;
    }

    private static String driver() {
        try {
            return Files.readAllLines(Device.DRIVER).get(0).replace("NVRM version:", "").strip();
        } catch (IOException | IndexOutOfBoundsException e) {
            return "missing (" + Device.DRIVER + ")";
        }
    }

    /** Where the linker would look, as far as it can be told. */
    private Optional<Path> found(String library) {
        Stream<Path> named = Stream.of(environment.getOrDefault(LIBRARY_PATH, "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty()).map(Path::of);
        return Stream.concat(named, folders.stream()).map(folder -> folder.resolve(library)).filter(Files::exists).findFirst();
    }
}
