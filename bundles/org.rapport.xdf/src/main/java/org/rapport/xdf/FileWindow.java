package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The part of a file that is in memory. Holds a megabyte, or the largest piece that was asked for; never more than the file
 * is long, whatever a length in it claims.
 */
final class FileWindow {
    private static final int BYTES = 1 << 20;

    private final FileChannel file;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocateDirect(BYTES).limit(0);
    private long start;

    FileWindow(FileChannel file) throws IOException {
        this.file = file;
        size = file.size();
    }

    /** How long the file was when it was opened: one that is being recorded may grow. */
    long size() {
        return size;
    }

    /**
     * A piece of the file, little-endian, valid until the next call.
     *
     * @throws XdfException if the file is not that long any more
     */
    ByteBuffer bytes(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + window.limit()) {
            move(offset, length);
        }
        return window.slice((int) (offset - start), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void move(long offset, int length) throws IOException {
        if (length > window.capacity()) {
            window = ByteBuffer.allocateDirect(length);
        }
        window.clear().limit(Math.max(length, Math.min(BYTES, window.capacity())));
        start = offset;
        while (window.hasRemaining() && file.read(window, offset + window.position()) >= 0) {
            // a read may give less than asked for
        }
        if (window.flip().limit() < length) {
            throw new XdfException("the file became shorter while it was read");
        }
    }
}
