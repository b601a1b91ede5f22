package org.lsl4j;

import java.util.List;

/** Keeps looking for streams in the background. Made by {@link Lsl#continuousResolver}. */
public final class ContinuousResolver implements AutoCloseable {

    ContinuousResolver() {
    }

    /** The streams that are there now: those that have answered lately. */
    public List<StreamInfo> results() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
