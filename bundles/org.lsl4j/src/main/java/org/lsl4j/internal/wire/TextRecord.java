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
    }

    /** Takes a text of so many bytes. */
    public void take(long length, FeedInput input) throws IOException {
        if (length < 0 || length > Limits.PASSED_OVER) {
            throw new IOException("a text of " + length + " bytes is more than a sample may have");
        }
        tooLarge |= length > budget.largestSample() - record.position() || !reserve(5);
        if (tooLarge) {
            input.skip(length);
            return;
        }
        if (length <= 255) {
            record.put((byte) 1).put((byte) length);
        } else {
            record.put((byte) 4).putInt((int) length);
        }
        for (int left = (int) length; left > 0;) {
            if (!reserve(Math.min(left, PIECE))) {
                tooLarge = true;
                input.skip(left);
                return;
            }
            left -= input.transfer(Math.min(left, record.remaining()), record);
        }
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
