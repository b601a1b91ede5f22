package org.rapport.recording.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.Attempts;
import org.lsl4j.ContinuousResolver;
import org.lsl4j.Lsl;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.rapport.recording.file.FileSeries;
import org.rapport.xdf.XdfException;

/**
 * Records all streams on the network that a predicate chooses, those that come later and those that come back included.
 * Used by one thread.
 */
final class NetworkRecorder implements AutoCloseable {
    private static final long PACE_MILLIS = 20;
    /** Connections that are made at the same time: silent neighbours must not keep a device waiting. */
    private static final int AT_ONCE = 64;
    private static final Duration FORGET = Duration.ofSeconds(5);

    private final Lsl lsl;
    private final String predicate;
    private final ContinuousResolver resolver;
    private final FileSeries<PendingChunk> files;
    private final News news;
    private final Silences silences;
    private final List<NetworkStream> streams = new ArrayList<>();
    /** Connections that are being made, by uid. */
    private final Attempts<Connection> opening = new Attempts<>("record-connect", AT_ONCE,
            connection -> connection.inlet().close());
    /** Outlets that are or were recorded, by uid. */
    private final Set<String> known = new HashSet<>();
    /** Outlets that answered though the predicate does not hold for their whole description, by uid. */
    private final Set<String> unwanted = new HashSet<>();

    /** Hears what the user should know, one line each. */
    interface News {
        void tell(String line);
    }

    NetworkRecorder(Lsl lsl, String predicate, Path wanted, News news) throws IOException {
        this.lsl = lsl;
        this.predicate = predicate;
        this.news = news;
        silences = new Silences(NetworkRecorder::words, news::tell);
        files = new FileSeries<>(wanted, path -> NetworkFile.create(path, recorded()), new FileNews());
        files.begin(); // what cannot begin should say so at once
        resolver = lsl.continuousResolver(predicate, FORGET);
    }

    Path path() {
        return files.path();
    }

    /** All streams that were recorded. */
    List<NetworkStream> streams() {
        return List.copyOf(streams);
    }

    private List<NetworkStream> recorded() {
        return streams.stream().filter(stream -> !stream.isOver()).toList();
    }

    /** Records for a moment. */
    void step() throws InterruptedException {
        seek();
        if (files.isOpen() || files.untilRetry() <= 0 && files.open()) {
            takeAll();
            silences.look(streams);
        }
        Thread.sleep(PACE_MILLIS);
    }

    private void seek() {
        List<StreamInfo> present = resolver.results();
        Set<String> uids = present.stream().map(StreamInfo::uid).collect(Collectors.toSet());
        for (StreamInfo found : present) {
            if (!unwanted.contains(found.uid()) && streams.stream().noneMatch(stream -> stream.reads(found))) {
                opening.begin(found.uid(), () -> Connection.open(lsl, found));
            }
        }
        for (Attempts.Ended<Connection> ended : opening.ended()) {
            ended.value().ifPresent(connection -> connected(connection, uids));
            if (ended.first()) {
                ended.failure().ifPresent(failure -> missed(ended.peer(), present, failure));
            }
        }
    }

    /** What is recorded already was told when it went; an outlet that just ended is still in the resolver's memory. */
    private void missed(String uid, List<StreamInfo> present, Exception failure) {
        if (!known.contains(uid)) {
            String who = present.stream().filter(info -> info.uid().equals(uid)).findFirst().map(NetworkRecorder::words)
                    .orElse("a stream");
            news.tell("warning: " + who + " answers, but cannot be recorded so far: "
                    + (failure instanceof LslException ? failure.getMessage() : failure.toString())
                    + "; retrying, less and less often");
        }
    }

    /** The outlet of a device that was gone goes on in that device's stream; any other is a device of its own. */
    private void connected(Connection connection, Set<String> present) {
        StreamInfo info = connection.info();
        if (!predicate.isEmpty() && !info.matches(predicate)) {
            connection.inlet().close();
            unwanted.add(info.uid());
            return;
        }
        connection.remark().ifPresent(remark -> news.tell("warning: " + words(info) + ": " + remark));
        known.add(info.uid());
        List<NetworkStream> alike = streams.stream().filter(stream -> stream.mayBe(info)).toList();
        Optional<NetworkStream> gone = alike.stream().filter(stream -> stream.isGone(present))
                .min(Comparator.comparing(stream -> !stream.has(info.uid())));
        if (gone.isPresent()) {
            gone.get().goOn(connection);
            news.tell(words(info) + " is back and continues its stream");
            return;
        }
        news.tell("records " + info.name() + " (" + info.type() + ", " + info.channelCount() + " channels, "
                + (info.nominalRate() > 0 ? info.nominalRate() + " Hz" : "irregular") + ") from " + info.hostname());
        if (!alike.isEmpty()) {
            news.tell("warning: " + words(info)
                    + " is a second device with the same name, source id and host; it is recorded as a separate stream: give "
                    + "each device its own source id");
        }
        NetworkStream stream = new NetworkStream(connection);
        streams.add(stream);
        if (files.isOpen()) {
            put(PendingChunk.beginning(stream));
        }
    }

    private static String words(StreamInfo info) {
        return info.name() + " (source_id " + (info.sourceId().isEmpty() ? "none" : info.sourceId()) + ", on " + info.hostname()
                + ")";
    }

    private void takeAll() {
        for (NetworkStream stream : streams) {
            if (!stream.isOver()) {
                take(stream);
            }
        }
        files.flushInTime();
    }

    private void take(NetworkStream stream) {
        if (files.isOpen()) { // what a stream before this one wrote may have been the last that the file took
            stream.clock().ifPresent(this::put);
        }
        while (files.isOpen() && !stream.isOver()) {
            Optional<PendingChunk> chunk = stream.next();
            if (chunk.isEmpty()) {
                break;
            }
            put(chunk.get());
        }
        if (stream.isLost()) {
            news.tell(words(stream.info()) + " is gone after " + stream.samples() + " samples; looks for it");
        }
    }

    private void put(PendingChunk chunk) {
        try {
            files.put(chunk);
        } catch (XdfException | RuntimeException e) {
            news.tell("warning: " + words(chunk.stream().info()) + " is not recorded, the others are: " + e.getMessage());
            chunk.stream().leaveOut();
        }
    }

    /** What becomes of the files. */
    private final class FileNews implements FileSeries.News<PendingChunk> {
        @Override
        public void stopped(String line) {
            news.tell(line);
        }

        @Override
        public void continues(Path file) {
            long lost = streams.stream().mapToLong(NetworkStream::dropped).sum();
            news.tell(file + ": the recording continues here; "
                    + (lost == 0 ? "nothing was lost" : lost + " samples were lost so far"));
        }

        @Override
        public void warning(String line) {
            news.tell("warning: " + line);
        }

        @Override
        public void safe(PendingChunk chunk) {
            // its memory is all that it holds
        }
    }

    /**
     * Takes what has come and ends the file.
     *
     * @throws IOException if that cannot be written
     */
    @Override
    public void close() throws IOException {
        resolver.close();
        try {
            boolean isWritten = files.isOpen() || files.open();
            if (isWritten) {
                takeAll();
                files.close();
            }
            if (!isWritten || !files.pending().isEmpty()) {
                throw new IOException("what came last is lost");
            }
        } finally {
            opening.close();
            streams.forEach(NetworkStream::close);
        }
    }
}
