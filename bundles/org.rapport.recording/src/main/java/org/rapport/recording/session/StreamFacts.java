package org.rapport.recording.session;

import java.util.Optional;

import org.rapport.xdf.XdfStream;

/**
 * What a recorded stream's header says of whose it is.
 *
 * @param name its name
 * @param sourceId the device's own identity, empty if it has none
 * @param host the computer that sent it, may be empty
 * @param role the person it comes from, if it says so
 * @param node the node of a graph that it came from, if it was recorded there
 */
public record StreamFacts(String name, String sourceId, String host, Optional<String> role, Optional<String> node) {

    /** @param header XML; one that cannot be read says nothing */
    public static StreamFacts of(String header) {
        return HeaderReader.facts(header);
    }

    /** Of a stream in memory. */
    public static StreamFacts of(XdfStream stream) {
        return of(stream.header());
    }
}
