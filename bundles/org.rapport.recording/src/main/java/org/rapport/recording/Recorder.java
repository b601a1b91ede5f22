package org.rapport.recording;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.lsl4j.MemoryBudget;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.file.FileSeries;
import org.rapport.xdf.StreamHeader;
import org.rapport.xdf.XdfException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what it is given to XDF files, in a thread of its own. What was put in is safe from the death of this process within
 * a second. When a disk takes no more, the entries wait in memory while the recorder tries again and again in a new file;
 * only when that memory is full samples are lost, counted, and told in the recording.
 */
final class Recorder {
    private static final Logger log = LoggerFactory.getLogger("recorder");
    /** Below the time that a runtime gives its bundles to stop. */
    private static final long STOP_MILLIS = 8000;

    private final Path wanted;
    private final Backlog backlog;
    private final Thread thread;
    /** Samples lost since the last of the same stream that were taken, by stream. */
    private final Map<StreamId, Entry.Loss> losses = new LinkedHashMap<>();
    private long lost;
    // used by the recorder's thread only
    private final Map<StreamId, StreamStatus> states = new HashMap<>();
    /** Streams of which something fits no recording, and which are told. */
    private final Set<StreamId> leftOut = new HashSet<>();
    private final FileSeries<Entry> files;

    /**
     * Starts to record.
     *
     * @param wanted the file; where it exists, a number is added to its name
     * @param memory bytes of samples that may wait for the disk
     * @param share of the memory that it has in common with others, from which that is taken
     */
    Recorder(Path wanted, long memory, MemoryBudget.Share share) {
        this(wanted, memory, share, Map.of());
    }

    /**
     * The same.
     *
     * @param facts what stands in the file's header
     */
    Recorder(Path wanted, long memory, MemoryBudget.Share share, Map<String, String> facts) {
        this.wanted = wanted;
        backlog = new Backlog(memory, share);
        Map<String, String> header = Map.copyOf(facts);
        files = new FileSeries<>(wanted, path -> RecordingFile.create(path, host(), header, states.values()), new FileNews());
        thread = new Thread(this::run, "recorder " + wanted.getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes samples; never waits.
     *
     * @throws IOException if there is no room for them, and they are lost
     */
    synchronized void put(Block block) throws IOException {
        int channels = block.stream().channels().size();
        if (channels < 1 || channels > StreamHeader.MOST_CHANNELS) {
            throw new IllegalArgumentException(block.stream().id() + ": " + channels
                    + " channels cannot be recorded; choose between 1 and " + StreamHeader.MOST_CHANNELS);
        }
        if (block.samples() == 0) {
            return;
        }
        Entry samples = new Entry.Samples(block);
        if (!backlog.hasRoom(samples) || !tell(block.stream().id()) || !backlog.put(samples)) {
            lose(block);
        }
    }

    private void lose(Block block) throws IOException {
        if (losses.isEmpty()) {
            log.error("{}: samples are being lost: the disk does not take them, and the memory in which they wait is full",
                    wanted);
        }
        losses.merge(block.stream().id(), Entry.Loss.of(block), Entry.Loss::and);
        lost += block.samples();
        throw full("samples of " + block.stream().id() + " are lost");
    }

    /** Puts into the recording what of a stream was lost before this point; whether there was room for it. */
    private boolean tell(StreamId stream) {
        Entry.Loss loss = losses.get(stream);
        boolean told = loss == null || backlog.put(loss);
        if (told) {
            losses.remove(stream);
        }
        return told;
    }

    /** Takes a change of a state; never waits. */
    synchronized void put(StreamStatus status) throws IOException {
        if (!backlog.put(new Entry.State(status))) {
            throw full("the state of " + status.stream() + " is lost");
        }
    }

    /** Takes news of a stream's quality; never waits. */
    synchronized void put(StreamQuality quality) throws IOException {
        if (!backlog.put(new Entry.Quality(quality))) {
            throw full("news of " + quality.stream() + " are lost");
        }
    }

    /** Takes a marker; never waits. */
    synchronized void put(Marker marker) throws IOException {
        if (!backlog.put(new Entry.Mark(marker))) {
            throw full("a marker of " + marker.stream() + " is lost: " + marker.text());
        }
    }

    private IOException full(String consequence) {
        return new IOException(wanted + " does not grow and the memory for it is full: " + consequence);
    }

    /** The file that was wanted; its name may have got a number. */
    Path file() {
        return wanted;
    }

    /** Samples that were lost so far. */
    synchronized long lost() {
        return lost;
    }

    /** Writes what it was given and ends the file, within a few seconds. */
    void close() {
        synchronized (this) {
            losses.values().forEach(backlog::put);
            losses.clear();
            backlog.close();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.error("{}: the disk is too slow; up to {} samples may not be in the recording", wanted, backlog.samples());
        }
    }

    private void run() {
        try {
            files.open();
            while (!backlog.ended()) {
                boolean last = backlog.isClosed();
                if (files.isOpen() || (last || files.untilRetry() <= 0) && files.open()) {
                    backlog.take(files.untilFlush()).ifPresent(this::write);
                    files.flushInTime();
                } else if (last) {
                    break;
                } else {
                    backlog.awaitClose(files.untilRetry());
                }
            }
            files.close();
            long left = backlog.samples() + files.pending().stream().mapToLong(Entry::samples).sum();
            if (left > 0) {
                log.error("{}: {} samples could not be written and are lost", wanted, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.error("{}: interrupted; {} samples are lost", wanted, backlog.samples());
        } finally {
            backlog.end();
        }
    }

    /** What fits no recording is that stream's fault, and the next of it may be recorded. */
    private void write(Entry entry) {
        try {
            files.put(entry);
        } catch (XdfException | RuntimeException e) {
            backlog.free(entry);
            if (leftOut.add(entry.stream())) {
                log.error("{}: what comes of {} fits no recording and is left out, the rest is recorded: {}", files.path(),
                        entry.stream(), e.getMessage());
                log.debug("left out", e);
            }
        }
    }

    /** What becomes of the files. */
    private final class FileNews implements FileSeries.News<Entry> {
        @Override
        public void stopped(String line) {
            log.error("{}", line);
        }

        @Override
        public void continues(Path file) {
            log.warn("{}: the recording continues here; {} samples were lost so far", file, lost());
        }

        @Override
        public void warning(String line) {
            log.warn("{}", line);
        }

        @Override
        public void safe(Entry entry) {
            backlog.free(entry);
            if (entry instanceof Entry.State state) {
                states.put(state.status().stream(), state.status());
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return ""; // a machine without a name records as well
        }
    }
}
