package org.lsl4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/** Keeps looking for streams in the background. Made by {@link Lsl#continuousResolver}. */
public final class ContinuousResolver implements AutoCloseable {
    private final Resolver resolver;
    private final Search search;
    private final Future<?> waves;
    private final double forgetAfter;

    ContinuousResolver(Resolver resolver, Search search, Future<?> waves, Duration forgetAfter) {
        this.resolver = resolver;
        this.search = search;
        this.waves = waves;
        this.forgetAfter = forgetAfter.toNanos() / 1e9;
    }

    /** The streams that are there now: those that have answered lately. */
    public List<StreamInfo> results() {
        return search.results(LslClock.now() - forgetAfter);
    }

    @Override
    public void close() {
        waves.cancel(false);
        resolver.end(search);
    }
}
