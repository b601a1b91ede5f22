package org.rapport.engine;

import java.nio.file.Path;

import org.rapport.json.Shown;

/**
 * One thing that is wrong with a pipeline file.
 *
 * @param line the line to mend, from 1
 * @param node the node, or empty if it is the file as a whole
 * @param key the setting, or empty if it is the node as a whole
 * @param message what is wrong and how to mend it
 */
record Fault(int line, String node, String key, String message) {

    static Fault of(Pipeline.Node node, String message) {
        return new Fault(node.line(), node.name(), "", message);
    }

    static Fault of(Pipeline.Node node, String key, String message) {
        return new Fault(node.line(key), node.name(), key, message);
    }

    /** The one line that the user reads. */
    String in(Path file) {
        return Shown.line(file.getFileName() + ":" + line + ": " + (node.isEmpty() ? "" : "node \"" + node + "\": ")
                + (key.isEmpty() ? "" : "\"" + Shown.name(key) + "\": ") + message);
    }
}
