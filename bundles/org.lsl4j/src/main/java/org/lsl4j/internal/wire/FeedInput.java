package org.lsl4j.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.lsl4j.internal.base.Limits;

/** What an outlet sends, buffered. Its buffer grows only as bytes really arrive. */
public final class FeedInput {
    private final InputStream stream;
    private final Pause pause;
    private ByteBuffer buffer = ByteBuffer.allocate(64 << 10).limit(0);
    private long received;

    /** Told whenever there is nothing to read for now. */
    public interface Pause {
        /** Before waiting for more. */
        void beforeWaiting();

        /** Nothing has come for as long as the socket waits; an exception gives the connection up. */
        void silence() throws IOException;
    }

    public FeedInput(InputStream stream, Pause pause) {
        this.stream = stream;
        this.pause = pause;
    }

    /** Bytes read so far, and not read ahead. */
    public long received() {
        return received - buffer.remaining();
    }

    /** A buffer that has at least so many bytes from its position to its limit. Read from it what you take. */
    public ByteBuffer require(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            makeRoom(bytes);
            fill();
        }
        return buffer;
    }

    private void makeRoom(int bytes) {
        if (buffer.limit() < buffer.capacity() && bytes <= buffer.capacity() - buffer.position()) {
            return;
        }
        int unread = buffer.remaining();
        // doubled only when full of what has come, so a huge announcement alone costs nothing
        int capacity = unread == buffer.capacity() ? 2 * unread : buffer.capacity();
        if (capacity > buffer.capacity()) {
            buffer = ByteBuffer.allocate(capacity).order(buffer.order()).put(buffer).flip();
        } else {
            buffer.compact().flip();
        }
    }

    private void fill() throws IOException {
        pause.beforeWaiting();
        int limit = buffer.limit();
        int count;
        while ((count = readOrTimeOut(limit)) == 0) {
            pause.silence();
        }
        if (count < 0) {
            throw new EOFException("the outlet closed the connection");
        }
        received += count;
        buffer.limit(limit + count);
    }

    private int readOrTimeOut(int offset) throws IOException {
        try {
            return stream.read(buffer.array(), offset, buffer.capacity() - offset);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** The lines up to an empty one, or up to the end of the connection. */
    public List<String> headerLines() throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Limits.HEADER; i++) {
            byte next;
            try {
                next = require(1).get();
            } catch (EOFException e) {
                // refusals come without a line end
                lines.add(line.toString());
                return lines;
            }
            if (next != '\n') {
                line.append((char) (next & 0xff));
                continue;
            }
            if (line.toString().isBlank()) {
                return lines;
            }
            lines.add(line.toString().strip());
            line.setLength(0);
            if (lines.size() > Limits.HEADER_LINES) {
                break;
            }
        }
        throw new IOException("the outlet's answer has no end within " + Limits.HEADER_LINES + " lines");
    }

    /** Passes over so many bytes, however many that are. */
    void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0;) {
            require(1);
            int count = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + count);
            left -= count;
        }
    }

    /** Moves so many bytes to another buffer, which must have the room, as far as some are there or come soon. */
    int transfer(int bytes, ByteBuffer to) throws IOException {
        require(1);
        int count = Math.min(bytes, buffer.remaining());
        to.put(to.position(), buffer, buffer.position(), count);
        to.position(to.position() + count);
        buffer.position(buffer.position() + count);
        return count;
    }
}
