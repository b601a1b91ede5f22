package org.rapport.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/** What works on the streams of sources during a preflight, on one thread, and what came of it. */
final class ProcessingTrial {
    private static final long END_MILLIS = 5000;
    private static final Sent END = new Sent("", null);

    private final OfflineRun run;
    private final BlockingQueue<Sent> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "preflight of what works on streams");
    private final Map<String, Map<StreamId, StreamDescription>> streams = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private record Sent(String from, Signal signal) {
    }

    /** @param nodes those that are run, by name */
    ProcessingTrial(Pipeline pipeline, Map<String, Object> nodes) {
        this.run = new OfflineRun(List.of(), pipeline, nodes, this::see, () -> {
        });
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes what a source sent. */
    void take(String source, Signal signal) {
        queue.add(new Sent(source, signal));
    }

    /** Waits until it is done with what was sent. */
    void end() throws InterruptedException {
        queue.add(END);
        thread.join(END_MILLIS);
    }

    private void work() {
        try {
            for (Sent sent = queue.take(); sent != END; sent = queue.take()) {
                pass(sent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Sent sent) throws InterruptedException {
        try {
            run.send(sent.from(), sent.signal());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            synchronized (this) {
                failures.putIfAbsent(sent.from(), e.toString());
            }
        }
    }

    private synchronized void see(String from, Signal signal) {
        if (signal instanceof Block block) {
            streams.computeIfAbsent(from, node -> new LinkedHashMap<>()).put(block.stream().id(), block.stream());
        } else if (signal instanceof StreamStatus status && status.stream().equals(StreamId.of(from))) {
            // of its own, and not handed on
            if (status.warning()) {
                warnings.add(from + ": " + status.reason());
            }
            if (status.state() == State.REFUSED) {
                refusals.put(from, status.reason());
            } else {
                refusals.remove(from);
            }
        }
    }

    /** The streams that each node sent, as they were at last. */
    synchronized Map<String, List<StreamDescription>> streams() {
        Map<String, List<StreamDescription>> sent = new LinkedHashMap<>();
        streams.forEach((node, byId) -> sent.put(node, List.copyOf(byId.values())));
        return sent;
    }

    /** What the user should look at although they go on, a line each. */
    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What nodes other than sources refuse or failed on, a line each. */
    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>();
        refusals.forEach((node, reason) -> problems.add(node + ": " + State.REFUSED + ": " + reason));
        failures.forEach((source, failure) -> problems.add(source + ": what works on its stream failed: " + failure));
        return problems;
    }
}
