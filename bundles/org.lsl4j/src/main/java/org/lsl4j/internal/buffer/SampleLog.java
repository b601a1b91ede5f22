package org.lsl4j.internal.buffer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.lsl4j.ChannelFormat;
import org.lsl4j.MemoryBudget;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples on their way from one writer to any number of readers, each at its own pace. The writer never waits: a reader
 * that falls behind by more than its limit loses its oldest samples, and so do the slowest if the budget of memory runs out. All
 * readers share the same copy; memory grows with what they have not read yet and is used again.
 */
public final class SampleLog implements MemoryBudget.Buffer {
    private static final Logger LOG = LoggerFactory.getLogger(SampleLog.class);
    private static final int SPARE_SEGMENTS = 4;
    /** A larger one has had a large sample, and is let go. */
    private static final int LARGEST_SPARE = 256 << 10;
    private static final int TYPICAL_TEXT_BYTES = 16;

    private final int recordBytes;
    private final MemoryBudget budget;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Deque<Segment> spare = new ArrayDeque<>();
    private final List<Reader> readers = new ArrayList<>();
    private long end;
    private long released;
    /** Of all segments, spare ones too. */
    private volatile long bytes;
    private volatile long refused;
    private long droppedByFormerReaders;
    private boolean closed;

    /**
     * An empty log.
     *
     * @param recordBytes about how long a record is
     * @param budget of the memory that it shares
     */
    public SampleLog(int recordBytes, MemoryBudget budget) {
        this.recordBytes = recordBytes;
        this.budget = budget;
    }

    /** An empty log for a stream's samples. */
    public static SampleLog of(StreamInfo info, MemoryBudget budget) {
        int valueBytes = info.format() == ChannelFormat.STRING ? TYPICAL_TEXT_BYTES : info.format().bytes();
        return new SampleLog(valueBytes * info.channelCount(), budget);
    }

    /** The memory that it shares. */
    public MemoryBudget budget() {
        return budget;
    }

    /** A new reader, which sees what is written from now on. */
    public synchronized Reader reader(int limit) {
        Reader reader = new Reader(limit);
        readers.add(reader);
        return reader;
    }

    /** Writes a sample; readers that wait see it after {@link #release}. */
    public void append(double stamp, ByteBuffer record) {
        if (add(stamp, record)) {
            budget.relieve(); // not while this log is held, for others may have to lose samples, or this one
        }
    }

    /** Adds a sample; whether it took memory. */
    private synchronized boolean add(double stamp, ByteBuffer record) {
        boolean grew = false;
        if (!readers.isEmpty()) {
            Segment last = segments.peekLast();
            if (last == null || last.isFull()) {
                trim();
                last = addSegment();
                grew = true;
            }
            int before = last.bytes();
            last.add(stamp, record);
            grew |= last.bytes() > before;
            count(last.bytes() - before);
        }
        end++;
        return grew;
    }

    /** Counts a sample that is too large to be kept. */
    public synchronized void refuse() {
        refused++;
    }

    /** How many samples were too large to be kept. */
    public long refused() {
        return refused;
    }

    private void count(long more) {
        if (more != 0) {
            bytes += more;
            budget.count(this, more);
        }
    }

    private Segment addSegment() {
        Segment segment = spare.poll();
        if (segment == null) {
            segment = new Segment(recordBytes);
            count(segment.bytes());
        }
        segment.restart(end);
        if (!segments.isEmpty()) {
            segments.getLast().setFollowing(segment);
        }
        segments.add(segment);
        return segment;
    }

    /** Frees what all readers have read, or lost. */
    private void trim() {
        long oldest = end;
        for (Reader reader : readers) {
            reader.keepUp();
            oldest = Math.min(oldest, reader.next);
        }
        for (Segment head = segments.peek(); head != null && head.end() <= oldest; head = segments.peek()) {
            removeHead();
        }
    }

    private void removeHead() {
        Segment head = segments.remove();
        for (Reader reader : readers) {
            reader.leave(head);
        }
        if (spare.size() < SPARE_SEGMENTS && head.bytes() <= LARGEST_SPARE) {
            spare.push(head);
        } else {
            count(-head.bytes());
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The newest samples stay, those of the segment that is written. */
    @Override
    public synchronized boolean loseOldest() {
        long before = bytes;
        if (segments.size() > 1) {
            removeHead();
        }
        spare.forEach(segment -> count(-segment.bytes()));
        spare.clear();
        return bytes < before;
    }

    private void clear() {
        segments.clear();
        spare.clear();
        count(-bytes);
        budget.forget(this);
    }

    /** Lets readers have all that was written, whatever chunk length they wait for, and tells those who asked for it. */
    public void release() {
        List<Runnable> untold = List.of();
        synchronized (this) {
            released = end;
            notifyAll();
            for (Reader reader : readers) {
                if (reader.isToBeTold()) {
                    untold = untold.isEmpty() ? new ArrayList<>() : untold;
                    untold.add(reader.listener);
                }
            }
        }
        untold.forEach(SampleLog::tell); // not while this log is held
    }

    /** What a listener fails at is no failure of the stream's. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on samples", e);
        }
    }

    /** No more samples will come: nobody waits any longer. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        release();
    }

    /** How many samples were ever written. */
    public synchronized long written() {
        return end;
    }

    /** How many samples readers have lost, summed up. */
    public synchronized long dropped() {
        long dropped = droppedByFormerReaders;
        for (Reader reader : readers) {
            dropped += reader.dropped();
        }
        return dropped;
    }

    /** One place in the log. */
    public final class Reader implements AutoCloseable {
        private final int limit;
        private Segment segment;
        private long next = end;
        /** Up to where samples are due by chunk length or release. */
        private long due = end;
        private long dropped;
        /** Told of what is released; null if nobody is. */
        private Runnable listener;
        /** Whether it was told of something, and nobody tried to read since. */
        private boolean told;

        private Reader(int limit) {
            this.limit = limit;
        }

        /**
         * Has somebody told that there is something to read, on the thread of whoever releases it: once, and again of what is
         * released after an attempt to read. At once if there is something now.
         */
        public void onRelease(Runnable newListener) {
            boolean already;
            synchronized (SampleLog.this) {
                listener = newListener;
                told = false;
                already = isToBeTold();
            }
            if (already) {
                tell(newListener);
            }
        }

        /** Whether its listener does not know yet that there is something. Whoever asks tells it. */
        private boolean isToBeTold() {
            boolean is = listener != null && !told && next < released;
            told |= is;
            return is;
        }

        /** How many samples it could read. */
        public int available() {
            synchronized (SampleLog.this) {
                keepUp();
                return (int) (end - next);
            }
        }

        /** Whether there is something due: full chunks, or anything that was released. */
        public boolean isReady(int chunk) {
            synchronized (SampleLog.this) {
                due = Math.max(due, Math.max(released, next));
                due += (end - due) / chunk * chunk;
                return due > next;
            }
        }

        public long dropped() {
            synchronized (SampleLog.this) {
                keepUp();
                return dropped;
            }
        }

        /** Reads until the visitor stops or there is no more; returns how many samples were read. */
        public int read(SampleVisitor visitor) {
            return readUntil(Long.MAX_VALUE, visitor);
        }

        /** As {@link #read}, but only what was due when {@link #isReady} was last asked. */
        public int readDue(SampleVisitor visitor) {
            return readUntil(due, visitor);
        }

        private int readUntil(long bound, SampleVisitor visitor) {
            int count = 0;
            int more;
            do {
                // not all at once, or the writer would wait for the reader
                more = readSegment(bound, visitor);
                count += Math.abs(more);
            } while (more > 0);
            return count;
        }

        /** Reads what one segment has; returns how many samples, negative or 0 if there is no more. */
        private int readSegment(long bound, SampleVisitor visitor) {
            synchronized (SampleLog.this) {
                told = false;
                keepUp();
                long last = Math.min(bound, end);
                if (next >= last) {
                    return 0;
                }
                locate();
                long from = next;
                long stop = Math.min(last, segment.end());
                while (next < stop && segment.show(next, visitor)) {
                    next++;
                }
                int count = (int) (next - from);
                return next == segment.end() && next < last ? count : -count;
            }
        }

        private void locate() {
            if (segment == null) {
                segment = segments.getFirst();
            }
            while (next >= segment.end()) {
                segment = segment.following();
            }
        }

        /** Passes over all there is; returns how many samples that were. */
        public int skip() {
            synchronized (SampleLog.this) {
                int skipped = available();
                next = end;
                told = false;
                return skipped;
            }
        }

        /**
         * Waits until there is something to read.
         *
         * @param deadline in nanoseconds of {@link System#nanoTime}
         * @return false if there is nothing, because time is over or the log was closed
         */
        public boolean await(long deadline) throws InterruptedException {
            synchronized (SampleLog.this) {
                while (next >= end && !closed) {
                    long millis = Deadline.millisTo(deadline);
                    if (millis <= 0) {
                        return false;
                    }
                    SampleLog.this.wait(millis);
                }
                return next < end;
            }
        }

        private void keepUp() {
            skipTo(end - limit);
        }

        /** Lets go of a segment that is about to be used again. */
        private void leave(Segment gone) {
            skipTo(gone.end());
            if (segment == gone) {
                segment = null;
            }
        }

        private void skipTo(long number) {
            if (next < number) {
                dropped += number - next;
                next = number;
            }
        }

        @Override
        public void close() {
            synchronized (SampleLog.this) {
                if (readers.remove(this)) {
                    droppedByFormerReaders += dropped;
                    next = end; // there is no more to read
                }
                if (readers.isEmpty()) {
                    clear();
                }
            }
        }
    }
}
