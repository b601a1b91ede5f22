package org.rapport.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.lsl4j.MemoryBudget;

/**
 * What is not yet safe in a file, bounded by its size in memory. An entry that was taken needs its room until it is set
 * {@link #free}.
 */
final class Backlog {
    /** News of states are few and say why samples are missing: for them there is room when there is none for samples. */
    private static final long ROOM_FOR_NEWS = 1 << 20;

    private final long capacity;
    private final MemoryBudget.Share share;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * Holds nothing.
     *
     * @param capacity bytes of samples that it holds at most
     * @param share of the memory that it has in common with others, and from which it takes them
     */
    Backlog(long capacity, MemoryBudget.Share share) {
        this.capacity = capacity;
        this.share = share;
    }

    synchronized boolean hasRoom(Entry entry) {
        return !closed && bytes + entry.bytes() <= (entry instanceof Entry.Samples ? capacity : capacity + ROOM_FOR_NEWS);
    }

    /** Never waits; whether there was room. */
    synchronized boolean put(Entry entry) {
        if (!hasRoom(entry) || entry instanceof Entry.Samples && !share.take(entry.bytes())) {
            return false;
        }
        bytes += entry.bytes();
        waiting.add(entry);
        notifyAll();
        return true;
    }

    /** The next entry; empty if none comes within the time. */
    synchronized Optional<Entry> take(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; waiting.isEmpty() && !closed && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** Forgets an entry that was taken: it is safe, or left out. */
    synchronized void free(Entry entry) {
        bytes -= entry.bytes();
        if (entry instanceof Entry.Samples) {
            share.free(entry.bytes());
        }
    }

    /** Takes no more; what is in it can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits until it is closed, but no longer than this. */
    synchronized void awaitClose(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; !closed && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Whether it is closed and nothing waits. */
    synchronized boolean ended() {
        return closed && waiting.isEmpty();
    }

    /** Gives the memory back: nobody takes any more from it. */
    void end() {
        share.close();
    }

    /** How many samples wait. */
    synchronized long samples() {
        return waiting.stream().mapToLong(Entry::samples).sum();
    }
}
