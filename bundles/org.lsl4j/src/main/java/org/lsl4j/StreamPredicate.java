package org.lsl4j;

import java.util.Optional;

import org.lsl4j.internal.query.Query;
import org.lsl4j.internal.query.QueryMatcher;

/** An XPath 1.0 predicate over streams, as for {@link Lsl#resolve}, read once to be asked many times. Any thread may ask. */
public final class StreamPredicate {
    private final Query query;

    private StreamPredicate(Query query) {
        this.query = query;
    }

    /** One that cannot be read holds for no stream, an empty one for all. */
    public static StreamPredicate of(String predicate) {
        return new StreamPredicate(Query.parse(predicate));
    }

    /** Whether it holds for a stream whose whole description is known; not if that costs too much to find out. */
    public boolean holds(StreamInfo stream) {
        return new QueryMatcher(stream.described(), 1).thoroughly(query).orElse(false);
    }

    /**
     * Whether it holds for a stream of which is known what discovery tells, and not its description ({@code desc}).
     *
     * @return empty if it depends on the description, or could only be told with much work
     */
    public Optional<Boolean> holdsUndescribed(StreamInfo found) {
        return QueryMatcher.undescribed(found.undescribed(), StreamInfo.UNKNOWN_DESC, query);
    }
}
