package org.lsl4j;

import java.util.List;

import org.lsl4j.internal.transport.StreamSearch;

/** Keeps looking for streams in the background. Made by {@link Lsl#continuousResolver}. */
public final class ContinuousResolver implements AutoCloseable {
    private final StreamSearch search;

    ContinuousResolver(StreamSearch search) {
        this.search = search;
    }

    /** The streams that are there now: those that have answered lately. */
    public List<StreamInfo> results() {
        return search.results();
    }

    @Override
    public void close() {
        search.close();
    }
}
