package org.rapport.cluster;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an executor says of the node that it is on.
 *
 * @param host how the cluster calls it
 * @param versions of Rapport and Java there, in words
 */
record NodeAnswer(String host, String versions) implements Serializable {

    /** What all of them say, in one line; where versions differ, each with its nodes. */
    static String line(List<NodeAnswer> answers) {
        Map<String, Set<String>> nodes = new TreeMap<>();
        answers.forEach(answer -> nodes.computeIfAbsent(answer.versions, key -> new TreeSet<>()).add(answer.host));
        int count = nodes.values().stream().mapToInt(Set::size).sum();
        return (count == 1 ? "1 node answers" : count + " nodes answer") + ", for "
                + (answers.size() == 1 ? "1 part" : answers.size() + " parts") + " at once: "
                + (nodes.size() == 1 ? answers.get(0).versions
                        : nodes.entrySet().stream().map(entry -> entry.getKey() + " on " + String.join(", ", entry.getValue()))
                                .collect(Collectors.joining("; ")));
    }
}
