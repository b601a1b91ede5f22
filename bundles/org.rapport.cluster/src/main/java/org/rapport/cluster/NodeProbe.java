package org.rapport.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.spark.api.java.function.Function;

/**
 * Looks, on a node, whether it could do a part, and does none.
 *
 * @param node what the node must have
 */
record NodeProbe(NodeRequirements node) implements Function<Integer, NodeAnswer> {
    private static final long START_SECONDS = 30;

    @Override
    public NodeAnswer call(Integer number) throws FinalFailure, IOException, InterruptedException {
        String host = node.require();
        return new NodeAnswer(host, versions(host));
    }

    /** What Rapport says of itself where it runs as parts do. */
    private String versions(String host) throws FinalFailure, IOException, InterruptedException {
        ProcessBuilder builder = node.rapport("--version");
        builder.environment().merge("JAVA_OPTS", "-Xshare:auto", (own, ours) -> own + " " + ours); // no archive of so little
        Process process = builder.start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new FinalFailure(host + ": Rapport does not start there within " + START_SECONDS + " s");
        }
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        String last = said.isEmpty() ? "" : said.get(said.size() - 1);
        if (process.exitValue() != 0) {
            throw new FinalFailure(host + ": Rapport does not start there: " + last);
        }
        return last;
    }
}
