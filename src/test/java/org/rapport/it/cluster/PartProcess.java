package org.rapport.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part at work, on whatever node.
 *
 * @param name the part's
 * @param process its process
 */
record PartProcess(String name, ProcessHandle process) {

    /** Those at work in a folder of runs. */
    static List<PartProcess> in(Path runs) {
        return ProcessHandle.allProcesses().map(process -> of(process, runs)).flatMap(Optional::stream).toList();
    }

    private static Optional<PartProcess> of(ProcessHandle process, Path runs) {
        List<String> words = Arrays.asList(process.info().arguments().orElse(new String[0]));
        return words.contains("part") && words.contains(runs.toString())
                ? Optional.of(new PartProcess(words.get(words.size() - 1), process)) : Optional.empty();
    }

    /** Spark's process that started it. */
    ProcessHandle executor() {
        return process.parent().orElseThrow();
    }

    /** The worker of the node. */
    ProcessHandle worker() {
        return executor().parent().orElseThrow();
    }

    /** Its environment variables, name=value each. */
    List<String> environment() throws IOException {
        return Arrays.asList(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ")).split("\0"));
    }
}
