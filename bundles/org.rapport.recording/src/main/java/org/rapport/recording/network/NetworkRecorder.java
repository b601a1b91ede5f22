package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.lsl4j.ContinuousResolver;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.rapport.recording.session.Problem;

/**
 * Records all streams on the network that a predicate chooses, those that come later and those that come back included.
 * Used by one thread.
 */
final class NetworkRecorder implements AutoCloseable {
    private static final long PACE_MILLIS = 20;
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration FORGET = Duration.ofSeconds(5);

    private final Lsl lsl;
    private final String predicate;
    private final ContinuousResolver resolver;
    private final NetworkFile file;
    private final News news;
    private final List<NetworkStream> streams = new ArrayList<>();
    /** Connections that are being made, by uid. */
    private final Map<String, CompletableFuture<Connection>> opening = new HashMap<>();
    /** When an outlet could not be reached, by uid. */
    private final Map<String, Long> failedAt = new HashMap<>();
    /** Outlets that are or were recorded, by uid. */
    private final Set<String> known = new HashSet<>();
    /** Outlets that answered though the predicate does not hold for their whole description, by uid. */
    private final Set<String> unwanted = new HashSet<>();
    private long flushed = System.nanoTime();
    private long brokenAt;

    /** Hears what the user should know, one line each. */
    interface News {
        void tell(String line);
    }

    NetworkRecorder(Lsl lsl, String predicate, Path wanted, News news) throws IOException {
        this.lsl = lsl;
        this.predicate = predicate;
        this.news = news;
        file = new NetworkFile(wanted);
        file.open(); // what cannot begin should say so at once
        resolver = lsl.continuousResolver(predicate, FORGET);
    }

    Path path() {
        return file.path();
    }

    /** All streams that were recorded. */
    List<NetworkStream> streams() {
        return List.copyOf(streams);
    }

    /** Records for a moment. */
    void step() throws InterruptedException {
        seek();
        if (!file.isOpen() && System.nanoTime() - brokenAt > RETRY_NANOS) {
            reopen();
        }
        if (file.isOpen()) {
            takeAll();
        }
        Thread.sleep(PACE_MILLIS);
    }

    private void seek() {
        List<StreamInfo> present = resolver.results();
        Set<String> uids = present.stream().map(StreamInfo::uid).collect(Collectors.toSet());
        for (StreamInfo found : present) {
            if (!opening.containsKey(found.uid()) && !unwanted.contains(found.uid())
                    && mayTry(found.uid())
                    && streams.stream().noneMatch(stream -> stream.reads(found))) {
                opening.put(found.uid(), CompletableFuture.supplyAsync(() -> Connection.open(lsl, found)));
            }
        }
        for (Iterator<Map.Entry<String, CompletableFuture<Connection>>> entries = opening.entrySet().iterator(); entries
                .hasNext();) {
            Map.Entry<String, CompletableFuture<Connection>> entry = entries.next();
            if (entry.getValue().isDone()) {
                entries.remove();
                entry.getValue().handle((connection, problem) -> connection == null ? missed(entry.getKey(), problem)
                        : connected(connection, uids));
            }
        }
    }

    private boolean mayTry(String uid) {
        Long failed = failedAt.get(uid);
        return failed == null || System.nanoTime() - failed > AGAIN_NANOS;
    }

    /** What is recorded already was told when it went; an outlet that just ended is still in the resolver's memory. */
    private boolean missed(String uid, Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        failedAt.put(uid, System.nanoTime());
        if (!known.contains(uid)) {
            news.tell(cause instanceof LslException ? cause.getMessage() : cause.toString());
        }
        return false;
    }

    /** The outlet of a device that was gone goes on in that device's stream; any other is a device of its own. */
    private boolean connected(Connection connection, Set<String> present) {
        StreamInfo info = connection.info();
        if (!predicate.isEmpty() && !info.matches(predicate)) {
            connection.inlet().close();
            return unwanted.add(info.uid());
        }
        known.add(info.uid());
        List<NetworkStream> alike = streams.stream().filter(stream -> stream.mayBe(info)).toList();
        Optional<NetworkStream> gone = alike.stream().filter(stream -> stream.isGone(present))
                .min(Comparator.comparing(stream -> !stream.has(info.uid())));
        if (gone.isPresent()) {
            gone.get().goOn(connection);
            news.tell(words(info) + " is back, and goes on in its stream");
            return true;
        }
        news.tell("records " + info.name() + " (" + info.type() + ", " + info.channelCount() + " channels, "
                + (info.nominalRate() > 0 ? info.nominalRate() + " Hz" : "irregular") + ") from " + info.hostname());
        if (!alike.isEmpty()) {
            news.tell("warning: " + words(info) + " is a second device with the name, source id and host of one that is there; "
                    + "it is recorded as a stream of its own: give each device a source id of its own");
        }
        return streams.add(new NetworkStream(connection));
    }

    private static String words(StreamInfo info) {
        return info.name() + " (source_id " + (info.sourceId().isEmpty() ? "none" : info.sourceId()) + ", on " + info.hostname()
                + ")";
    }

    private void reopen() {
        try {
            file.open();
            news.tell(file.path() + ": the recording goes on here; nothing that waited was lost");
        } catch (IOException e) {
            brokenAt = System.nanoTime();
        }
    }

    private void takeAll() {
        try {
            for (NetworkStream stream : streams) {
                take(stream);
            }
            if (System.nanoTime() - flushed > FLUSH_NANOS) {
                file.flush();
                flushed = System.nanoTime();
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void take(NetworkStream stream) throws IOException {
        if (stream.isOver()) {
            return;
        }
        file.add(stream);
        Optional<Chunk> clock = stream.clock();
        if (clock.isPresent()) {
            file.put(stream, clock.get());
        }
        for (Optional<Chunk> chunk = stream.next(); chunk.isPresent(); chunk = stream.next()) {
            file.put(stream, chunk.get());
        }
        if (stream.isOver()) {
            news.tell(words(stream.info()) + " is gone after " + stream.samples() + " samples; looks for it");
        }
    }

    /** What comes from now on waits in the inlets. */
    private void broken(IOException e) {
        brokenAt = System.nanoTime();
        news.tell(file.path() + " takes no more and what it holds is safe: " + Problem.of(e)
                + "; what comes waits in memory while a new file is tried every 3 s: free space on the disk or mend its access");
        try {
            file.abandon();
        } catch (IOException again) {
            news.tell(file.path() + " could not be closed: " + again.getMessage());
        }
    }

    /** Takes what has come and ends the file. */
    @Override
    public void close() throws IOException {
        resolver.close();
        try {
            if (file.isOpen()) {
                takeAll();
            }
            file.close();
        } finally {
            opening.values().forEach(future -> future.thenAccept(connection -> connection.inlet().close()));
            streams.forEach(NetworkStream::close);
        }
    }
}
