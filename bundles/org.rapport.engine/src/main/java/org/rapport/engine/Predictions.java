package org.rapport.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the nodes that were to predict did. A node that an edit changed is the same node. */
final class Predictions {
    private final Map<String, Runner> latest = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();

    synchronized void add(Runner runner) {
        Runner before = latest.put(runner.id().toString(), runner);
        if (before != null && before.hasPredicted()) {
            made.add(runner.id().toString());
        }
    }

    /** Those that never did, and why as far as they told; a line each. */
    synchronized List<String> missing() {
        List<String> lines = new ArrayList<>();
        latest.forEach((id, runner) -> {
            if (!runner.hasPredicted() && !made.contains(id)) {
                lines.add(id + " has predicted nothing"
                        + runner.lastWords().map(words -> ": " + words).orElse(": what it reads from sent too little"));
            }
        });
        return lines;
    }
}
