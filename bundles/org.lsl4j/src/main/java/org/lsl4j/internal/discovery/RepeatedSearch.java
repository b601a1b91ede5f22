package org.lsl4j.internal.discovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

import org.lsl4j.StreamInfo;
import org.lsl4j.internal.transport.StreamSearch;

/** A search whose question is put again and again. */
public final class RepeatedSearch implements StreamSearch {
    private final Resolver resolver;
    private final Search search;
    private final Future<?> waves;
    private final double forgetAfter;

    public RepeatedSearch(Resolver resolver, Search search, Future<?> waves, Duration forgetAfter) {
        this.resolver = resolver;
        this.search = search;
        this.waves = waves;
        this.forgetAfter = forgetAfter.toNanos() / 1e9;
    }

    @Override
    public List<StreamInfo> results() {
        return search.lately(forgetAfter);
    }

    @Override
    public void close() {
        waves.cancel(false);
        resolver.end(search);
    }
}
