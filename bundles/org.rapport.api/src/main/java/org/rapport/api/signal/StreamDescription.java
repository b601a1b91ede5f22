package org.rapport.api.signal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What all blocks of one stream have in common. A stream keeps one object as long as nothing changes: a node that sees
 * another description under the same identity starts that stream anew.
 *
 * @param id which stream of the graph it is
 * @param rate samples a second, or 0 where samples come irregularly
 * @param channels the columns, in order
 * @param origin where its samples come from; for a model's contract and for recordings
 */
public record StreamDescription(StreamId id, double rate, List<Channel> channels, Origin origin) {

    /** @throws IllegalArgumentException if the rate is negative, infinite or NaN */
    public StreamDescription {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException(id + ": a rate of " + rate + " Hz is impossible");
        }
        channels = List.copyOf(channels);
        Objects.requireNonNull(origin);
    }

    /** The stream that a node makes itself. */
    public StreamDescription(String node, double rate, List<Channel> channels, Origin origin) {
        this(StreamId.of(node), rate, channels, origin);
    }

    /** Its name, for people; other streams of the graph may have the same, so that nothing is kept by it. */
    public String name() {
        return id.name();
    }

    /** The same under another identity. */
    public StreamDescription with(StreamId other) {
        return new StreamDescription(other, rate, channels, origin);
    }

    /**
     * The stream that a node makes of this one, with the same rate and channels.
     *
     * @param node the node's name, as {@code output.node()} tells it
     * @param nodeType its type
     * @param settings those of its settings without which the samples would be others
     */
    public StreamDescription derivedBy(String node, String nodeType, Map<String, ?> settings) {
        return new StreamDescription(node, rate, channels, origin.then(nodeType, settings));
    }

    /** The person that all its channels come from, if it is one. */
    public Optional<Role> role() {
        return only(channels.stream().map(Channel::role).distinct().toList());
    }

    /** The content type of all its channels, if it is one. */
    public Optional<String> type() {
        return only(channels.stream().map(Channel::type).distinct().toList());
    }

    /** Whether it says when something was done, which is never the same again: {@link Channel#TIMING}. */
    public boolean isTiming() {
        return type().filter(Channel.TIMING::equals).isPresent();
    }

    private static <T> Optional<T> only(List<T> distinct) {
        return distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
    }
}
