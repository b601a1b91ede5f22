package org.rapport.lsl;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.lsl4j.LslClock;
import org.rapport.api.graph.Output;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** What is told of strangers once each, up to so many: on an open network anybody can make any number of streams. */
final class News {
    private static final int MOST = 24;

    private final Set<String> told = new HashSet<>();
    private final String more;

    /** @param more what is said, once, in place of all further news */
    News(String more) {
        this.more = more;
    }

    /** What to tell now, if it is anything new. */
    Optional<String> of(String text) {
        if (told.size() > MOST || !told.add(text)) {
            return Optional.empty();
        }
        return Optional.of(told.size() > MOST ? more : text);
    }

    /** Tells of a stream that is not read, if that is news. */
    void tell(StreamId stream, State state, String words, Output output) {
        String key = stream + words;
        of(key).ifPresent(news -> output
                .send(news.equals(key) ? new StreamStatus(stream, state, LslClock.now(), words, state != State.REFUSED)
                        : new StreamStatus(StreamId.of(output.node()), State.RESOLVING, LslClock.now(), news, true)));
    }

    /** What was told is new again. */
    void forget() {
        told.clear();
    }
}
