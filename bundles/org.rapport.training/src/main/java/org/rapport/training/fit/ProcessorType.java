package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What computes here, by its model: on another one the last bits of a sum can differ. */
public final class ProcessorType {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");
    /** The widest first; TensorFlow computes with the widest that there is. */
    private static final List<String> VECTORS = List.of("avx512f", "avx2", "avx", "asimd");

    private ProcessorType() {
    }

    /** In words, such as {@code AMD EPYC 7B13, avx2}; with the first graphics processor where there is one. */
    public static String here() {
        return cpu() + gpu().map(name -> ", beside " + name).orElse("");
    }

    private static String cpu() {
        try {
            return cpu(Files.readAllLines(CPU));
        } catch (IOException e) { // not Linux
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse(System.getProperty("os.arch"));
        }
    }

    /** @param lines as Linux describes processors */
    static String cpu(List<String> lines) {
        String name = value(lines, "model name").orElse(System.getProperty("os.arch"));
        List<String> flags = List.of(value(lines, "flags").or(() -> value(lines, "Features")).orElse("").split(" "));
        return name + VECTORS.stream().filter(flags::contains).findFirst().map(widest -> ", " + widest).orElse("");
    }

    private static Optional<String> gpu() {
        try (Stream<Path> cards = Files.list(GPUS)) {
            Optional<Path> first = cards.sorted().findFirst();
            return first.isEmpty() ? Optional.empty() : value(Files.readAllLines(first.get().resolve("information")), "Model");
        } catch (IOException e) { // no driver
            return Optional.empty();
        }
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream().filter(line -> line.matches(name + "\\s*:.*"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().replaceAll("\\s+", " ")).findFirst();
    }
}
