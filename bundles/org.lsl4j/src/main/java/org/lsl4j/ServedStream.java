package org.lsl4j;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream as its outlet presents it: its description, fixed when the outlet was made, in the forms that are asked for. */
final class ServedStream {
    private static final Logger LOG = LoggerFactory.getLogger(ServedStream.class);

    private final StreamInfo info;
    private final String shortXml;
    private final String fullXml;
    private final QueryMatcher matcher;
    private final Executor slowQueries;

    /**
     * A stream to be served.
     *
     * @param slowQueries where queries are evaluated that may take long
     */
    ServedStream(StreamInfo info, int cachedQueries, Executor slowQueries) {
        this.info = info;
        this.slowQueries = slowQueries;
        shortXml = info.toShortXml();
        fullXml = info.toXml();
        matcher = new QueryMatcher(info, cachedQueries);
    }

    StreamInfo info() {
        return info;
    }

    String shortXml() {
        return shortXml;
    }

    String fullXml() {
        return fullXml;
    }

    /**
     * Finds out whether a query holds, without keeping the caller waiting; the answer may come on another thread, and does not
     * come at all if it would cost too much.
     */
    void match(Query query, Consumer<Boolean> answer) {
        Optional<Boolean> known = matcher.quickly(query);
        if (known.isPresent()) {
            answer.accept(known.get());
            return;
        }
        try {
            slowQueries.execute(() -> matcher.thoroughly(query).ifPresent(answer));
        } catch (RejectedExecutionException e) {
            LOG.debug("stream {}: a query is dropped, too many wait to be evaluated", info);
        }
    }
}
