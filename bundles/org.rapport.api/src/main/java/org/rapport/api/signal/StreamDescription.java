package org.rapport.api.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all blocks of one stream have in common. A stream keeps one object as long as nothing changes: a node that sees
 * another description under the same name starts that stream anew.
 *
 * @param name the stream's name, unique in its pipeline
 * @param rate samples a second, or 0 where samples come irregularly
 * @param channels the columns, in order
 * @param provenance how its samples were made, for a model's contract and for recordings: setting to value, such as
 *        {@code rate} to {@code 25.0}. What a node made has its type as {@code node}, and the settings of the nodes before
 *        it that matter to a model besides its own; a model refuses rows that were made otherwise. Empty for a device
 */
public record StreamDescription(String name, double rate, List<Channel> channels, Map<String, String> provenance) {

    public StreamDescription {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(name + ": a rate of " + rate + " Hz is impossible");
        }
        channels = List.copyOf(channels);
        provenance = Map.copyOf(provenance);
    }

    /** A stream as its device made it. */
    public StreamDescription(String name, double rate, List<Channel> channels) {
        this(name, rate, channels, Map.of());
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
