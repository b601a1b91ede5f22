package org.rapport.api.graph;

import java.nio.file.Path;
import java.util.List;

/**
 * What a pipeline file says, and what is wrong with it.
 *
 * @param name the pipeline's name
 * @param file its file
 * @param running whether it runs; with faults, as it was before the edit that has them
 * @param nodes the nodes that run, or as far as they can be read, in the file's order
 * @param faults what is wrong with the file as it is now; empty if nothing
 */
public record PipelineFile(String name, Path file, boolean running, List<Node> nodes, List<Fault> faults) {
    public PipelineFile {
        nodes = List.copyOf(nodes);
        faults = List.copyOf(faults);
    }

    /** What a node does with blocks. */
    public enum Kind {
        /** It makes them. */
        SOURCE,
        /** It makes others of them. */
        PROCESSOR,
        /** It keeps or shows them. */
        SINK,
        /** Nobody knows: no installed bundle offers its type. */
        UNKNOWN
    }

    /**
     * One node of the file.
     *
     * @param name its name
     * @param type its node type
     * @param kind what it does with blocks
     * @param predicts whether its predictions are what the session is run for
     * @param line the line it begins on, from 1
     * @param inputs the nodes it reads from
     * @param help what its type is for, in a sentence
     * @param settings its settings, those that the file leaves out included
     */
    public record Node(String name, String type, Kind kind, boolean predicts, int line, List<String> inputs, String help,
            List<Setting> settings) {
        public Node {
            inputs = List.copyOf(inputs);
            settings = List.copyOf(settings);
        }
    }

    /**
     * One setting of a node.
     *
     * @param key its key
     * @param value its value as text; empty if it has none
     * @param line the line it stands on, from 1; 0 if the file leaves it out and this is the default
     * @param help what it is for, in a sentence
     */
    public record Setting(String key, String value, int line, String help) {
    }

    /**
     * One thing that is wrong.
     *
     * @param line the line to mend, from 1
     * @param node the node, or empty if it is the file as a whole
     * @param key the setting, or empty if it is the node as a whole
     * @param message what is wrong and how to mend it
     */
    public record Fault(int line, String node, String key, String message) {
    }
}
