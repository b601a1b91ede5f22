package org.rapport.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.resource.ResourceInformation;

/**
 * Does a part on a node, in a process of the distribution. That process stops in order when its standard input ends, so it
 * outlives neither this executor nor a cancelled job, however these end.
 *
 * @param node what the node must have
 * @param runs the folder with all run folders
 * @param device what computes, as {@code --device} takes it
 */
record PartTask(NodeRequirements node, String runs, String device) implements VoidFunction<String> {
    private static final long ASK_MILLIS = 200;
    private static final long STOP_SECONDS = 60;
    /** A process that a signal ended has this and the signal's number as its exit code. */
    private static final int SIGNALLED = 128;
    private static final String CARDS = "CUDA_VISIBLE_DEVICES";

    @Override
    public void call(String part) throws FinalFailure, IOException, InterruptedException {
        TaskContext task = TaskContext.get();
        node.require();
        Path log = Path.of(runs, "cluster", part.replace('/', '.') + ".log");
        ProcessBuilder builder = node.rapport("part", "--until-stdin-ends", "--device", device, runs, part)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        restrict(builder.environment(), task.resourcesJMap());
        Process process = builder.start();
        try {
            await(process, task);
        } finally {
            process.getOutputStream().close();
        }
        task.killTaskIfInterrupted();
        int code = process.exitValue();
        if (code > SIGNALLED) {
            throw new IOException("its process was ended by signal " + (code - SIGNALLED));
        } else if (code != 0) {
            throw new FinalFailure(part + ": " + lastLine(log));
        }
    }

    /** Shows the part the graphics processors that Spark gave to it and no others. */
    private static void restrict(Map<String, String> environment, Map<String, ResourceInformation> granted) {
        if (granted.containsKey("gpu")) {
            environment.put(CARDS, String.join(",", granted.get("gpu").addresses()));
        }
    }

    private static void await(Process process, TaskContext task) throws IOException, InterruptedException {
        while (!process.waitFor(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (task.isInterrupted()) {
                process.getOutputStream().close();
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "failed without a word" : lines.get(lines.size() - 1);
    }
}
