package org.rapport.api.signal;

import java.util.Objects;

/**
 * Which stream of a graph it is. Whatever keeps something for each stream keeps it by this and never by the name: two devices
 * of one make, one for each person, have one name.
 *
 * @param node the node that sends it
 * @param name its name, for people; several streams may have the same
 * @param sourceId what the device that it comes from says of its own identity, as LSL's {@code source_id}: the same after it was
 *        restarted. Empty if it says nothing, and for what the node made itself
 * @param number tells apart the streams of one node that are alike in all this; 1 for the first
 */
public record StreamId(String node, String name, String sourceId, int number) {

    public StreamId {
        Objects.requireNonNull(node);
        Objects.requireNonNull(name);
        Objects.requireNonNull(sourceId);
    }

    /** The stream that a node makes itself, called as the node; also stands for a node whose device is not found yet. */
    public static StreamId of(String node) {
        return new StreamId(node, node, "", 1);
    }

    /** The stream of a device that a node reads. */
    public static StreamId of(String node, String name, String sourceId) {
        return new StreamId(node, name, sourceId, 1);
    }

    /** The same with another number. */
    public StreamId withNumber(int other) {
        return new StreamId(node, name, sourceId, other);
    }

    /** For people: its name, with that of its node where they differ, as {@code Shimmer (wrist)}. */
    @Override
    public String toString() {
        String whole = node.equals(name) ? name : name + " (" + node + ")";
        return number == 1 ? whole : whole + " #" + number;
    }
}
