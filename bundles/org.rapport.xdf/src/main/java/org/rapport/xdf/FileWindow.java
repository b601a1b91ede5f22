package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The part of a file that is in memory: at most a megabyte. Larger pieces, which may be as large as an honest recorder made
 * its chunks or a damaged length claims, are mapped and take none.
 */
final class FileWindow {
    static final String SHORTER = "the file became shorter while it was read";
    private static final int BYTES = 1 << 20;

    private final FileChannel file;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long start;

    /** @param size how long the file is taken to be: one that is being recorded may grow */
    FileWindow(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Another window on the same file. */
    FileWindow another() {
        return new FileWindow(file, size);
    }

    long size() {
        return size;
    }

    /**
     * A piece of the file, little-endian, valid until the next call.
     *
     * @throws XdfException if the file is not that long any more
     */
    ByteBuffer bytes(long offset, int length) throws IOException {
        if (length > BYTES) {
            return mapped(offset, length);
        }
        if (offset < start || offset + length > start + window.limit()) {
            move(offset, length);
        }
        return window.slice((int) (offset - start), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer mapped(long offset, int length) throws IOException {
        if (offset + length > file.size()) {
            throw new XdfException(SHORTER);
        }
        return file.map(FileChannel.MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void move(long offset, int length) throws IOException {
        int wanted = (int) Math.max(length, Math.min(BYTES, size)); // size may lag behind a file that grows
        if (wanted > window.capacity()) {
            window = ByteBuffer.allocateDirect(wanted);
        }
        window.clear().limit(wanted);
        start = offset;
        while (window.hasRemaining() && file.read(window, offset + window.position()) >= 0) {
            // a read may give less than asked for
        }
        if (window.flip().limit() < length) {
            throw new XdfException(SHORTER);
        }
    }
}
