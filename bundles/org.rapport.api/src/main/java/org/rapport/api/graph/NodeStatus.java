package org.rapport.api.graph;

import java.util.List;

import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/**
 * One running node as seen at one moment.
 *
 * @param pipeline the pipeline it belongs to
 * @param name its name in that pipeline
 * @param type its node type
 * @param inputs the nodes it asks for
 * @param missing those of its inputs that are not running
 * @param streams the latest state of every stream it reported, in order of appearance
 * @param qualities the latest news of the quality of its streams
 * @param received blocks taken from its inputs
 * @param sent blocks handed on
 * @param waiting signals that wait for it
 * @param dropped blocks lost because it was too slow
 * @param failures blocks it failed on
 * @param latencyMicros the smoothed time from a block being sent to it until it was done with it, in microseconds
 */
public record NodeStatus(String pipeline, String name, String type, List<String> inputs, List<String> missing,
        List<StreamStatus> streams, List<StreamQuality> qualities, long received, long sent, long waiting, long dropped,
        long failures, long latencyMicros) {
}
