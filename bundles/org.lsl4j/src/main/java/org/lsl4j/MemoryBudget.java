package org.lsl4j;

import java.lang.ref.Cleaner;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.lsl4j.internal.base.Limits;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The memory that samples may take while they wait, one for all who share it: the buffers of all inlets and outlets of an
 * {@link Lsl}, large texts that are being received, descriptions that are being read or are large, and whoever else
 * keeps samples, such as recorders that wait for a disk. When it is used up, those inlets and outlets that hold most lose their
 * oldest samples; who holds little loses nothing. Those who cannot lose anything get half of it at most.
 *
 * <p>It does not bound the arrays that callers bring, nor what the system keeps for each socket.
 */
public class MemoryBudget {
    private static final long MOST = 1L << 30;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong firm = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final Set<Buffer> buffers = ConcurrentHashMap.newKeySet();
    private Cleaner cleaner;

    /** Samples of which the oldest can be lost. */
    @ConsumerType
    public interface Buffer {
        /** Bytes that it holds; no more than an estimate, without waiting for anything. */
        long bytes();

        /** Loses its oldest samples, some of many; false if there are none that it could lose. */
        boolean loseOldest();
    }

    /**
     * A budget of that many bytes.
     *
     * @param limit over which it goes by no more than the few samples that each thread has just added
     */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** A quarter of the memory that this program may have, at most 1 GiB. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Math.min(MOST, Runtime.getRuntime().maxMemory() / 4));
    }

    /** Bytes that all together may hold. */
    public long limit() {
        return limit;
    }

    /** Bytes that all together hold. */
    public long used() {
        return used.get();
    }

    /** Bytes of the largest sample that is received; larger ones are dropped and counted. */
    public long largestSample() {
        return Math.min(Limits.SAMPLE, limit / 32);
    }

    /** What somebody holds who loses nothing, such as a recorder that waits for its disk. Closing it gives all back. */
    public final class Share implements AutoCloseable {
        private final AtomicLong held = new AtomicLong();

        private Share() {
        }

        /**
         * Takes some of the budget. Buffers that hold much lose their oldest samples for it.
         *
         * @return whether there was enough; if not, nothing was taken
         */
        public boolean take(long bytes) {
            if (firm.addAndGet(bytes) > limit / 2) {
                firm.addAndGet(-bytes);
                return false;
            }
            held.addAndGet(bytes);
            used.addAndGet(bytes);
            relieve();
            return true;
        }

        /** Gives some of it back. */
        public void free(long bytes) {
            held.addAndGet(-bytes);
            firm.addAndGet(-bytes);
            used.addAndGet(-bytes);
        }

        /** Bytes that it holds. */
        public long held() {
            return held.get();
        }

        @Override
        public void close() {
            free(held.get());
        }
    }

    /** The share of somebody who loses nothing. */
    public Share share() {
        return new Share();
    }

    /**
     * Counts what an object takes for as long as anybody has it, such as a large description that came from the network. All of
     * them get an eighth of the budget.
     *
     * @return whether there is enough; if not, it is not to be kept
     */
    public boolean keep(Object object, long bytes) {
        if (kept.addAndGet(bytes) > limit / 8) {
            kept.addAndGet(-bytes);
            return false;
        }
        used.addAndGet(bytes);
        cleaner().register(object, () -> {
            kept.addAndGet(-bytes);
            used.addAndGet(-bytes);
        });
        relieve();
        return true;
    }

    /** Most programs meet no large description, and need no thread for them. */
    private synchronized Cleaner cleaner() {
        if (cleaner == null) {
            cleaner = Cleaner.create();
        }
        return cleaner;
    }

    /** Counts what a buffer takes, or gives back if negative; {@link #relieve} is to be called afterwards. */
    public void count(Buffer buffer, long bytes) {
        used.addAndGet(bytes);
        if (bytes > 0) {
            buffers.add(buffer);
        }
    }

    /** Counts no more of a buffer that holds nothing. */
    public void forget(Buffer buffer) {
        buffers.remove(buffer);
    }

    /** Lets those lose who hold most, if it is used up. Not to be called by who keeps a buffer from being used. */
    public void relieve() {
        if (used.get() > limit) {
            relieveOneByOne();
        }
    }

    private synchronized void relieveOneByOne() {
        while (used.get() > limit) {
            List<Buffer> bySize = buffers.stream().map(Sized::new).sorted(Comparator.comparingLong(Sized::bytes).reversed())
                    .map(Sized::buffer).toList();
            Optional<Buffer> lost = bySize.stream().filter(Buffer::loseOldest).findFirst();
            if (lost.isEmpty()) {
                return;
            }
        }
    }

    /** A buffer and what it held at one moment: sizes must not change while they are compared. */
    private record Sized(Buffer buffer, long bytes) {
        Sized(Buffer buffer) {
            this(buffer, buffer.bytes());
        }
    }
}
