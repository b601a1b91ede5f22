package org.lsl4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lsl4j.MemoryBudget;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;

/**
 * Collects a sample of texts as they arrive, in the form that {@link SampleEncoder} gives them. Its memory grows with what
 * has come, not with what was announced, and what is too large, or for which there is no memory, is passed over.
 */
public final class TextRecord {
    private static final int PIECE = 64 << 10;
    private static final int SMALL = 64 << 10;

    private ByteBuffer record = allocate(1024);
    private MemoryBudget budget;
    private MemoryBudget.Share share;
    private boolean tooLarge;
    private int begun;
    /** Bytes of the text that was begun last and that have not come. */
    private long left;

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Begins a sample.
     *
     * @param memory that a large one needs
     */
    public void restart(MemoryBudget memory) {
        record.clear();
        budget = memory;
        tooLarge = false;
        begun = 0;
        left = 0;
    }

    /** How many texts were begun. */
    public int begun() {
        return begun;
    }

    /** Begins the next text, of so many bytes. */
    public void begin(long length) throws IOException {
        if (length < 0 || length > Limits.PASSED_OVER) {
            throw new IOException("a text of " + length + " bytes is more than a sample may have");
        }
        begun++;
        left = length;
        tooLarge |= length > budget.largestSample() - record.position() || !reserve(5);
        if (tooLarge) {
            return;
        }
        if (length <= 255) {
            record.put((byte) 1).put((byte) length);
        } else {
            record.put((byte) 4).putInt((int) length);
        }
    }

    /** Takes what has come of the text that was begun; whether that is all of it. */
    public boolean takeRest(FeedInput input) {
        while (left > 0 && input.has(1)) {
            tooLarge |= !reserve((int) Math.min(left, PIECE));
            left -= tooLarge ? input.skip(left) : input.transfer((int) Math.min(left, record.remaining()), record);
        }
        return left == 0;
    }

    /** Hands the sample to a log, or counts it there if it was too large. */
    public void finish(double stamp, SampleLog log) {
        if (tooLarge) {
            log.refuse();
        } else {
            log.append(stamp, record.flip());
        }
    }

    /** Gives back the memory that a large sample took. */
    public void release() {
        if (share != null) {
            record = allocate(1024);
            share.close();
            share = null;
        }
    }

    private boolean reserve(int bytes) {
        if (record.remaining() >= bytes) {
            return true;
        }
        int capacity = Math.max(2 * record.capacity(), record.position() + bytes);
        if (capacity > SMALL) {
            share = share == null ? budget.share() : share;
            if (!share.take(capacity - share.held())) {
                return false;
            }
        }
        record = allocate(capacity).put(record.flip());
        return true;
    }
}
