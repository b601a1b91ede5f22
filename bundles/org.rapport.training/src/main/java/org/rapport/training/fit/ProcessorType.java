package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.rapport.model.network.Precision;

/** What computes here, by its model: on another one the last bits of a sum can differ. */
public final class ProcessorType {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");
    /** The widest first; TensorFlow computes with the widest that there is. */
    private static final List<String> VECTORS = List.of("avx512f", "avx2", "avx", "asimd");

    private static final List<String> BFLOAT16 = List.of("amx_bf16", "avx512_bf16");

    private ProcessorType() {
    }

    /** In words, such as {@code AMD EPYC 7B13, avx2}; with the first graphics processor where there is one. */
    public static String here() {
        return cpu() + gpu().map(name -> ", beside " + name).orElse("");
    }

    private static String cpu() {
        List<String> lines = cpuLines();
        return lines.isEmpty() ? Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse(System.getProperty("os.arch"))
                : cpu(lines);
    }

    /** @param lines as Linux describes processors */
    static String cpu(List<String> lines) {
        String name = value(lines, "model name").orElse(System.getProperty("os.arch"));
        List<String> flags = flags(lines);
        return name + VECTORS.stream().filter(flags::contains).findFirst().map(widest -> ", " + widest).orElse("");
    }

    /** What is in the way of computing with a precision here, in one line; empty if nothing is. */
    public static Optional<String> missing(Precision precision) {
        return precision == Precision.BFLOAT16 ? missingForBfloat16(cpuLines()) : Optional.empty();
    }

    /** @param lines as Linux describes processors */
    static Optional<String> missingForBfloat16(List<String> lines) {
        return flags(lines).stream().anyMatch(BFLOAT16::contains) ? Optional.empty()
                : Optional.of("this processor is not known to multiply bfloat16 (" + CPU + " names none of "
                        + String.join(", ", BFLOAT16) + "), and without that it is slower than float32");
    }

    private static List<String> cpuLines() {
        try {
            return Files.readAllLines(CPU);
        } catch (IOException e) { // not Linux
            return List.of();
        }
    }

    private static List<String> flags(List<String> lines) {
        return List.of(value(lines, "flags").or(() -> value(lines, "Features")).orElse("").split(" "));
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
