package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.rapport.api.node.NodeCheck;

/** Reads pipeline files and finds what is wrong with them; starts nothing. */
final class FileCheck {
    private static final long READ_MILLIS = 10_000;

    private final Supplier<Map<String, NodeType>> types;
    private final Supplier<Map<String, NodeCheck>> checks;
    private final TimedReading reading = new TimedReading(READ_MILLIS);

    /**
     * A file as far as it makes sense.
     *
     * @param unknown node types that are not installed
     */
    record Checked(Pipeline pipeline, List<Fault> faults, List<String> unknown) {
    }

    /**
     * @param types the node types that are installed at the moment of a check
     * @param checks what must hold beyond the settings, by node type
     */
    FileCheck(Supplier<Map<String, NodeType>> types, Supplier<Map<String, NodeCheck>> checks) {
        this.types = types;
        this.checks = checks;
    }

    /**
     * What is in a file.
     *
     * @param late is run if its disk answers after all, but too late
     * @throws IOException if it cannot be read, or not in time
     */
    Checked read(Path file, Runnable late) throws IOException {
        return reading.read(file, () -> checked(file), late);
    }

    /** Every fault of a file, as the lines that the user reads. */
    List<String> faults(Path file) throws IOException {
        return read(file, () -> {
        }).faults().stream().map(fault -> fault.in(file)).toList();
    }

    private Checked checked(Path file) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Pipeline pipeline = PipelineReader.read(file, faults);
        if (!faults.isEmpty()) {
            return new Checked(pipeline, faults, List.of());
        }
        PipelineCheck check = new PipelineCheck(pipeline, types.get(), checks.get());
        return new Checked(pipeline, new ArrayList<>(check.faults()), List.copyOf(check.unknownTypes()));
    }
}
