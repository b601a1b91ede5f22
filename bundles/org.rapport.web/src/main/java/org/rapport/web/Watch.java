package org.rapport.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.node.GraphListener;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Clock;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;

/**
 * Looks at what the graph's nodes send, for all pages together and whether one is open or not, so that who comes late sees what
 * was. Nodes never wait for it: what it has no time for it misses, and counts.
 */
@Component(service = {GraphListener.class, Watch.class})
public final class Watch implements GraphListener {
    private static final int QUEUE = 8192;
    private static final int MOST_STREAMS = 256;
    private static final int MOST_HAPPENINGS = 2000;

    private final Clock clock;
    private final BlockingQueue<Sent> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong missed = new AtomicLong();
    private final Map<Key, WatchedStream> streams = new LinkedHashMap<>();
    private final Map<String, Latency> latencies = new LinkedHashMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<Consumer<Happening>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::work, "page: watch");
    private volatile boolean on;
    private int numbers;
    private long happened;

    /** @param at when it was sent, in seconds of the LSL clock */
    private record Sent(String pipeline, String node, Signal signal, double at) {
    }

    private record Key(String pipeline, StreamId stream) {
    }

    /**
     * A change of a stream's state, or a marker.
     *
     * @param number counted from 0
     * @param pipeline the pipeline that it happened in
     * @param signal what happened
     */
    record Happening(long number, String pipeline, Signal signal) {
        double time() {
            return signal instanceof StreamStatus status ? status.time() : ((Marker) signal).time();
        }
    }

    @Activate
    public Watch(@Reference Clock clock) {
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void end() {
        on = false;
        thread.interrupt();
    }

    /** Begins to look; until then, nothing is kept. */
    void begin() {
        on = true;
    }

    @Override
    public void sent(String pipeline, String node, Signal signal) {
        if (on && !queue.offer(new Sent(pipeline, node, signal, clock.now()))) {
            missed.incrementAndGet();
        }
    }

    /** Shows a marker that somebody set on a page. */
    void mark(double time, String text) {
        if (on && !queue.offer(new Sent("", "page", new Marker("page", time, text), time))) {
            missed.incrementAndGet();
        }
    }

    /** How many signals it had no time for. */
    long missed() {
        return missed.get();
    }

    double now() {
        return clock.now();
    }

    /** Calls for each happening from now on, in a thread of its own. */
    void onHappening(Consumer<Happening> listener) {
        listeners.add(listener);
    }

    List<WatchedStream> streams() {
        synchronized (streams) {
            return List.copyOf(streams.values());
        }
    }

    Optional<WatchedStream> stream(String pipeline, StreamId id) {
        synchronized (streams) {
            return Optional.ofNullable(streams.get(new Key(pipeline, id)));
        }
    }

    Optional<Latency> latency(String pipeline, String node) {
        synchronized (latencies) {
            return Optional.ofNullable(latencies.get(pipeline + "/" + node));
        }
    }

    /** How long each hop of the way of a node's predictions took, by its name in order; empty if the node does not tell. */
    Map<String, Latency> hops(WatchedStream predictions) {
        return streams().stream()
                .filter(other -> other.pipeline().equals(predictions.pipeline())
                        && other.description().id().node().equals(predictions.description().id().node()))
                .map(other -> other.hops().all()).filter(hops -> !hops.isEmpty()).findFirst().orElse(Map.of());
    }

    /** What happened, from a number on; the oldest are forgotten. */
    List<Happening> happenings(long from) {
        synchronized (happenings) {
            return happenings.stream().filter(one -> one.number() >= from).toList();
        }
    }

    /** Forgets the streams of nodes that are no more. */
    void keep(Set<String> nodes) {
        synchronized (streams) {
            streams.keySet().removeIf(key -> !nodes.contains(key.pipeline() + "/" + key.stream().node()));
        }
        synchronized (latencies) {
            latencies.keySet().retainAll(nodes);
        }
    }

    private void work() {
        try {
            while (true) {
                take(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end
        }
    }

    private void take(Sent sent) {
        if (sent.signal() instanceof Block block) {
            take(sent, block);
        } else if (sent.signal() instanceof StreamStatus || sent.signal() instanceof Marker) {
            Happening happening;
            synchronized (happenings) {
                happening = new Happening(happened++, sent.pipeline(), sent.signal());
                happenings.add(happening);
                if (happenings.size() > MOST_HAPPENINGS) {
                    happenings.remove(0);
                }
            }
            listeners.forEach(listener -> listener.accept(happening));
        }
    }

    private void take(Sent sent, Block block) {
        if (block.samples() > 0) {
            synchronized (latencies) {
                latencies.computeIfAbsent(sent.pipeline() + "/" + sent.node(), node -> new Latency())
                        .add(sent.at() - block.times()[block.samples() - 1], sent.at());
            }
        }
        WatchedStream stream;
        synchronized (streams) {
            Key key = new Key(sent.pipeline(), block.stream().id());
            stream = streams.get(key);
            if (stream == null && streams.size() >= MOST_STREAMS) {
                missed.incrementAndGet();
                return;
            }
            if (stream == null || stream.description() != block.stream() && !stream.description().equals(block.stream())) {
                stream = new WatchedStream(numbers++, sent.pipeline(), block.stream());
                streams.put(key, stream);
            }
        }
        stream.add(block);
    }
}
