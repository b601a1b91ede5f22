package org.rapport.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A pipeline as its file describes it.
 *
 * @param file the file
 * @param nodes the nodes in the file's order
 */
record Pipeline(Path file, List<Node> nodes) {
    static final String ENDING = ".json";

    /** The file's name without its ending. */
    String name() {
        return name(file);
    }

    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    /**
     * One entry of the file.
     *
     * @param type the node's type: a factory PID
     * @param name its name in this pipeline
     * @param line the line its entry begins on, from 1
     * @param settings its settings by key, in the file's order
     */
    record Node(String type, String name, int line, Map<String, Setting> settings) {
        static final String INPUTS = "inputs";

        /** The nodes it reads from. */
        List<String> inputs() {
            Setting inputs = settings.get(INPUTS);
            if (inputs == null) {
                return List.of();
            }
            return inputs.value() instanceof List<?> names ? names.stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(inputs.value()));
        }

        /** Where a setting stands, or the node itself if it is not there. */
        int line(String key) {
            return settings.containsKey(key) ? settings.get(key).line() : line;
        }
    }

    /**
     * One key of a node.
     *
     * @param line the line it stands on, from 1
     * @param value a String, Boolean, Long, Double or a List of these
     */
    record Setting(int line, Object value) {
    }
}
