package org.rapport.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells when a running pipeline lacks a node because its bundle went, and when it is back. */
final class MissingTypes {
    private final Set<String> told = new TreeSet<>();

    /**
     * What is new since the last time, a line each.
     *
     * @param running the pipelines that run
     * @param installed the node types that there are
     */
    List<String> news(Collection<Pipeline> running, Set<String> installed) {
        List<String> news = new ArrayList<>();
        Set<String> lacking = new TreeSet<>();
        for (Pipeline pipeline : running) {
            for (Pipeline.Node node : pipeline.nodes()) {
                String id = pipeline.name() + "/" + node.name();
                if (!installed.contains(node.type())) {
                    lacking.add(id);
                    if (told.add(id)) {
                        news.add(id + " left: the bundle that offers " + node.type() + " is gone" + without(pipeline, node)
                                + "; put it back into plugins/ or start it");
                    }
                } else if (told.remove(id)) {
                    news.add(id + " is back: " + node.type() + " is installed again");
                }
            }
        }
        told.retainAll(lacking);
        return news;
    }

    private static String without(Pipeline pipeline, Pipeline.Node node) {
        String readers = pipeline.nodes().stream().filter(other -> other.inputs().contains(node.name())).map(Pipeline.Node::name)
                .collect(Collectors.joining(", "));
        return readers.isEmpty() ? "" : ", and nothing of it reaches " + readers;
    }
}
