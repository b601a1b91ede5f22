package org.rapport.engine;

import java.util.Map;
import java.util.Set;

import org.osgi.service.metatype.AttributeDefinition;

/**
 * A kind of node that some installed bundle offers.
 *
 * @param id its factory PID, the part of a pipeline file's key before the tilde
 * @param kind what it does with blocks
 * @param bundle the bundle that offers it
 * @param description what it is for, in a sentence
 * @param settings its settings by key, as described to the metatype service, in the order of the source file
 * @param required the keys that have no default
 * @param predicts whether its predictions are what a session is run for
 */
record NodeType(String id, Kind kind, String bundle, String description, Map<String, AttributeDefinition> settings,
        Set<String> required, boolean predicts) {
    enum Kind {
        SOURCE, PROCESSOR, SINK
    }
}
