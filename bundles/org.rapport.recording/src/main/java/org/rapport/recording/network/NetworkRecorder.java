package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
    private static final Duration FORGET = Duration.ofSeconds(5);

    private final Lsl lsl;
    private final ContinuousResolver resolver;
    private final NetworkFile file;
    private final News news;
    private final List<NetworkStream> streams = new ArrayList<>();
    private final Map<String, CompletableFuture<NetworkStream>> opening = new HashMap<>();
    private long flushed = System.nanoTime();
    private long brokenAt;

    /** Hears what the user should know, one line each. */
    interface News {
        void tell(String line);
    }

    NetworkRecorder(Lsl lsl, String predicate, Path wanted, News news) throws IOException {
        this.lsl = lsl;
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
        for (StreamInfo found : resolver.results()) {
            if (!opening.containsKey(found.uid()) && streams.stream().noneMatch(stream -> stream.covers(found))) {
                opening.put(found.uid(), CompletableFuture.supplyAsync(() -> NetworkStream.open(lsl, found)));
            }
        }
        for (Iterator<CompletableFuture<NetworkStream>> futures = opening.values().iterator(); futures.hasNext();) {
            CompletableFuture<NetworkStream> future = futures.next();
            if (future.isDone()) {
                futures.remove();
                future.handle((stream, problem) -> stream == null ? missed(problem) : begun(stream));
            }
        }
    }

    private boolean missed(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        news.tell(cause instanceof LslException ? cause.getMessage() : cause.toString());
        return false;
    }

    private boolean begun(NetworkStream stream) {
        news.tell("records " + stream.info().name() + " (" + stream.info().type() + ", " + stream.info().channelCount()
                + " channels, " + (stream.info().nominalRate() > 0 ? stream.info().nominalRate() + " Hz" : "irregular")
                + ") from "
                + stream.info().hostname());
        return streams.add(stream);
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
            news.tell(stream.info().name() + " is gone after " + stream.samples() + " samples; looks for it");
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
            opening.values().forEach(future -> future.thenAccept(NetworkStream::close));
            streams.forEach(NetworkStream::close);
        }
    }
}
