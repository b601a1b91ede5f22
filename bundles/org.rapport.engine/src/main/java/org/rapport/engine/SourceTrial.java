package org.rapport.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.rapport.api.graph.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** A source that runs for a moment, and what came of it. */
final class SourceTrial implements Output {
    private static final long END_MILLIS = 5000;

    private final String name;
    private final Thread thread;
    private final Map<StreamId, StreamTrial> streams = new LinkedHashMap<>();
    private final BiConsumer<String, Signal> next;
    private boolean ending;
    private String failure = "";

    /** @param next takes what the source sends, with the source's name */
    SourceTrial(String name, Source source, BiConsumer<String, Signal> next) {
        this.name = name;
        this.next = next;
        this.thread = new Thread(() -> run(source), "preflight " + name);
        thread.setDaemon(true);
    }

    private void run(Source source) {
        try {
            source.run(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            synchronized (this) {
                failure = ending ? "" : e.toString(); // in the midst of a search it cannot end otherwise
            }
        }
    }

    void start() {
        thread.start();
    }

    void interrupt() {
        synchronized (this) {
            ending = true;
        }
        thread.interrupt();
    }

    /** Waits until it has told the last news. */
    void join() throws InterruptedException {
        thread.join(END_MILLIS);
    }

    @Override
    public String node() {
        return name;
    }

    @Override
    public synchronized void send(Signal signal) {
        next.accept(name, signal);
        if (signal instanceof Block block) {
            stream(block.stream().id()).take(block);
        } else if (signal instanceof StreamStatus status) {
            stream(status.stream()).take(status);
        } else if (signal instanceof StreamQuality quality) {
            stream(quality.stream()).take(quality);
        } else if (signal instanceof Marker marker) {
            stream(marker.stream()).takeMarker();
        }
    }

    private StreamTrial stream(StreamId stream) {
        return streams.computeIfAbsent(stream, StreamTrial::new);
    }

    /** What made it end, empty if nothing did. */
    synchronized String failure() {
        return failure;
    }

    /** The streams it found; if it found none, what it says of its search stands for one. */
    synchronized List<StreamTrial> streams() {
        List<StreamTrial> found = streams.values().stream().filter(stream -> !stream.isOf(name) || stream.hasSignals()).toList();
        return found.isEmpty() ? List.of(stream(StreamId.of(name))) : found;
    }
}
