package org.lsl4j.internal.discovery;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.lsl4j.StreamInfo;
import org.lsl4j.internal.query.Query;
import org.lsl4j.internal.query.QueryMatcher;
import org.lsl4j.internal.xml.InfoXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stream as its outlet presents it: its description, fixed when the outlet was made, in the forms that are asked for. */
public final class ServedStream {
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
    public ServedStream(StreamInfo info, int cachedQueries, Executor slowQueries) {
        this.info = info;
        this.slowQueries = slowQueries;
        shortXml = info.toShortXml();
        fullXml = info.toXml();
        matcher = new QueryMatcher(InfoXml.toElement(info, info.desc()), cachedQueries);
    }

    public StreamInfo info() {
        return info;
    }

    public String shortXml() {
        return shortXml;
    }

    public String fullXml() {
        return fullXml;
    }

    /**
     * Finds out whether a query holds, without keeping the caller waiting; the answer may come on another thread, and does not
     * come at all if it would cost too much.
     */
    public void match(Query query, Consumer<Boolean> answer) {
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
