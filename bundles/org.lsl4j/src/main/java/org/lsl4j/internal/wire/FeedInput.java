package org.lsl4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** What an outlet has sent and nobody has read yet. Its buffer grows only as bytes really arrive. */
public final class FeedInput {
    private static final int SMALLEST = 8 << 10;
    /** It grows up to this while more comes at once than it can hold, and beyond for what is larger only. */
    private static final int TYPICAL = 64 << 10;

    /** What has not been read lies between its position and its limit. */
    private ByteBuffer buffer = ByteBuffer.allocate(SMALLEST).limit(0);

    /**
     * Takes what has arrived on a channel, as far as there is room, and makes more room for the next time if it needs it.
     *
     * @return how many bytes came, -1 if no more will
     */
    public int fill(ReadableByteChannel channel) throws IOException {
        makeRoom();
        buffer.mark().position(buffer.limit()).limit(buffer.capacity());
        int end = buffer.position();
        try {
            int count = channel.read(buffer);
            end += Math.max(0, count);
            return count;
        } finally {
            buffer.limit(end).reset();
        }
    }

    private void makeRoom() {
        boolean wasFull = buffer.limit() == buffer.capacity();
        if (wasFull && (buffer.remaining() == buffer.capacity() || buffer.capacity() < TYPICAL)) {
            buffer = ByteBuffer.allocate(2 * buffer.capacity()).order(buffer.order()).put(buffer).flip();
        } else if (buffer.position() > 0) {
            buffer.compact().flip();
        }
    }

    /** Whether no more could be taken the last time, so that there may be more. */
    public boolean wasFilled() {
        return buffer.limit() == buffer.capacity();
    }

    /** Whether so many bytes are there. */
    public boolean has(int bytes) {
        return buffer.remaining() >= bytes;
    }

    /** What is there, from its position to its limit. Read from it what you take. */
    public ByteBuffer bytes() {
        return buffer;
    }

    /** Passes over so many bytes, as far as they are there; returns how many those were. */
    int skip(long bytes) {
        int count = (int) Math.min(bytes, buffer.remaining());
        buffer.position(buffer.position() + count);
        return count;
    }

    /** Moves so many bytes to another buffer, which must have the room, as far as they are there; returns how many those were. */
    int transfer(int bytes, ByteBuffer to) {
        int count = Math.min(bytes, buffer.remaining());
        to.put(to.position(), buffer, buffer.position(), count);
        to.position(to.position() + count);
        return skip(count);
    }
}
