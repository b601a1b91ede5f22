package org.rapport.recording.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

/**
 * The files of a recording, one after the other. An entry is kept until it is safe from the death of this process; when a file
 * takes no more, the next begins with what was not yet safe. Between two files nothing can be put in: it waits where it comes
 * from. Used by one thread.
 *
 * @param <E> what is put in
 */
public final class FileSeries<E> {
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** Entries that are made safe at the latest, so that a file which takes little still takes something. */
    private static final int MUCH = 16;

    private final Path wanted;
    private final Begin<E> begin;
    private final News<E> news;
    private final Deque<E> pending = new ArrayDeque<>();
    private final DiskWatch disk = new DiskWatch();
    private EntryFile<E> file;
    private Path path;
    /** Whether the file holds entries that are safe. */
    private boolean keeps;
    private boolean inTrouble;
    private long flushedAt;
    private long retryAt;

    /** Begins a file. */
    public interface Begin<E> {
        /** @throws FileAlreadyExistsException if there is one of this name */
        EntryFile<E> file(Path path) throws IOException;
    }

    /** Hears what happens; lines are for the user. */
    public interface News<E> {
        /** No file takes anything; told once, until one does. */
        void stopped(String line);

        /** A file takes entries again. */
        void continues(Path file);

        void warning(String line);

        /** From now on nobody needs this entry. */
        void safe(E entry);
    }

    /** @param wanted the first file; where one exists, a number is added to its name */
    public FileSeries(Path wanted, Begin<E> begin, News<E> news) {
        this.wanted = wanted;
        this.begin = begin;
        this.news = news;
        path = wanted;
    }

    /** The file that is written or was written last; the one that was wanted if there was none. */
    public Path path() {
        return path;
    }

    /** What was put in and is not yet safe. */
    public List<E> pending() {
        return List.copyOf(pending);
    }

    /** Whether entries can be put in. */
    public boolean isOpen() {
        return file != null;
    }

    /** Nanoseconds until it is time for the next file, where none is open. */
    public long untilRetry() {
        return retryAt - System.nanoTime();
    }

    /** Nanoseconds until what was written should be made safe. */
    public long untilFlush() {
        return flushedAt + FLUSH_NANOS - System.nanoTime();
    }

    /**
     * Begins the first file.
     *
     * @throws IOException if it cannot be written
     */
    public void begin() throws IOException {
        next();
    }

    /** Begins a file where none is open; whether one is. What is wrong is told. */
    public boolean open() {
        if (file == null) {
            try {
                next();
            } catch (IOException e) {
                stop(path + (keeps ? " " + Problem.ending(e) : " cannot be written: " + Problem.of(e)));
            }
        }
        return file != null;
    }

    /** Begins a file, and puts into it what the one before did not keep. */
    private void next() throws IOException {
        keeps = false;
        path = wanted;
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        file = create();
        try {
            while (!pending.isEmpty()) {
                if (writes(pending.getFirst())) {
                    file.flush(); // each alone: a file that takes little still takes something
                    keep(pending.removeFirst());
                } else {
                    pending.removeFirst();
                }
            }
            file.flush();
            flushedAt = System.nanoTime();
        } catch (IOException e) {
            abandon();
            throw e;
        }
    }

    /** Writes what waited; what fits no recording is left out, or no file could ever be begun. */
    private boolean writes(E entry) throws IOException {
        try {
            file.write(entry);
            return true;
        } catch (XdfException | IllegalArgumentException e) {
            news.warning(path + ": what waited for it is left out: " + e.getMessage());
            return false;
        }
    }

    private EntryFile<E> create() throws IOException {
        for (int number = 2;; number++) {
            try {
                return begin.file(path);
            } catch (FileAlreadyExistsException e) {
                path = RecordingName.marked(wanted, String.valueOf(number));
            }
        }
    }

    /**
     * Writes an entry to the file that is open. If that takes no more, or none is open, the entry waits for the next one.
     *
     * @throws XdfException if the entry fits no recording; it is left out
     * @throws IllegalArgumentException likewise
     */
    public void put(E entry) throws XdfException {
        pending.addLast(entry);
        if (file == null) {
            return;
        }
        try {
            file.write(entry);
        } catch (XdfException | RuntimeException e) {
            pending.removeLast();
            throw e;
        } catch (IOException e) {
            broken(e);
            return;
        }
        if (pending.size() >= MUCH) {
            flush();
        }
    }

    /** Makes safe what was written, when it is time for that. */
    public void flushInTime() {
        if (file != null && untilFlush() <= 0) {
            flush();
        }
    }

    private void flush() {
        try {
            file.flush();
            flushedAt = System.nanoTime();
            while (!pending.isEmpty()) {
                keep(pending.removeFirst());
            }
            if (inTrouble && keeps) { // not while the next file is given what was left: it may take no more than a part of that
                inTrouble = false;
                news.continues(path);
            }
            disk.check(path).ifPresent(warning -> news.warning(path + ": " + warning));
        } catch (IOException e) {
            broken(e);
        }
    }

    private void keep(E entry) {
        keeps = true;
        news.safe(entry);
    }

    private void broken(IOException e) {
        abandon();
        stop(path + " " + Problem.ending(e));
    }

    /** Ends a file that takes no more after what is safe in it. */
    private void abandon() {
        EntryFile<E> broken = file;
        file = null;
        try {
            broken.abandon();
            if (!keeps) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            news.warning(path + " could not be closed: " + e.getMessage());
        }
    }

    /** What a file of which something is safe took no more may still be for the next one. */
    private void stop(String what) {
        retryAt = System.nanoTime() + (keeps ? 0 : RETRY_NANOS);
        if (!inTrouble) {
            inTrouble = true;
            news.stopped(what + "; samples wait in memory while a new file is tried every "
                    + TimeUnit.NANOSECONDS.toSeconds(RETRY_NANOS) + " s: free some disk space or fix its permissions");
        }
    }

    /** Ends the recording: what a file does not take any more goes into further ones, as long as they take something. */
    public void close() {
        boolean goesOn = true;
        while (file != null || goesOn && !pending.isEmpty()) {
            boolean isFresh = file == null;
            int before = pending.size();
            if (open()) {
                end();
            }
            goesOn = !isFresh || pending.size() < before;
        }
    }

    private void end() {
        flush();
        if (file != null) {
            try {
                file.close();
                file = null;
            } catch (IOException e) {
                broken(e);
            }
        }
    }
}
