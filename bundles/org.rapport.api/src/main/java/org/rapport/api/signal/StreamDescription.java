package org.rapport.api.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all blocks of one stream have in common. A stream keeps one object as long as nothing changes: a node that sees
 * another description under the same identity starts that stream anew.
 *
 * @param id which stream of the graph it is
 * @param rate samples a second, or 0 where samples come irregularly
 * @param channels the columns, in order
 * @param provenance how its samples were made, for a model's contract and for recordings: setting to value, such as
 *        {@code rate} to {@code 25.0}. What a node made has its type as {@code node}, and the settings of the nodes before
 *        it that matter to a model besides its own; a model refuses rows that were made otherwise. Empty for a device
 */
public record StreamDescription(StreamId id, double rate, List<Channel> channels, Map<String, String> provenance) {

    public StreamDescription {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(id + ": a rate of " + rate + " Hz is impossible");
        }
        channels = List.copyOf(channels);
        provenance = Map.copyOf(provenance);
    }

    /** The stream that a node makes itself. */
    public StreamDescription(String node, double rate, List<Channel> channels, Map<String, String> provenance) {
        this(StreamId.of(node), rate, channels, provenance);
    }

    /** The same without settings that matter to a model. */
    public StreamDescription(String node, double rate, List<Channel> channels) {
        this(node, rate, channels, Map.of());
    }

    /** Its name, for people; other streams of the graph may have the same, so that nothing is kept by it. */
    public String name() {
        return id.name();
    }

    /** The same under another identity. */
    public StreamDescription with(StreamId other) {
        return new StreamDescription(other, rate, channels, provenance);
    }

    /** The person that all its channels come from, if it is one. */
    public Optional<Role> role() {
        return only(channels.stream().map(Channel::role).distinct().toList());
    }

    /** The content type of all its channels, if it is one. */
    public Optional<String> type() {
        return only(channels.stream().map(Channel::type).distinct().toList());
    }

    private static <T> Optional<T> only(List<T> distinct) {
        return distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
    }
}
