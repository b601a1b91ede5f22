package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The part of a file that is in memory: at most a megabyte. Larger pieces, which may be as large as an honest recorder made
 * its chunks or a damaged length claims, are mapped and take none. Used by one thread at a time.
 */
final class FileWindow {
    static final String SHORTER = "the file became shorter while it was read";
    static final int MOST_BYTES = 1 << 20;

    private final FileChannel file;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private NumberViews views = new NumberViews(window, XdfFormat.values());
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
        if (length > MOST_BYTES) {
            return mapped(offset, length);
        }
        int at = brought(offset, length);
        return window.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Brings a piece of the file into the window.
     *
     * @return where it begins in what is seen by {@link #views}; negative if the file, or a window, is not that long
     * @throws XdfException if the file is not as long any more as it is taken to be
     */
    int place(long offset, int length) throws IOException {
        if (length > MOST_BYTES || offset + length > size) {
            return -1;
        }
        return brought(offset, length);
    }

    /** What is in memory; valid until the next call. */
    NumberViews views() {
        return views;
    }

    private int brought(long offset, int length) throws IOException {
        if (offset < start || offset + length > start + window.limit()) {
            move(offset, length);
        }
        return (int) (offset - start);
    }

    private ByteBuffer mapped(long offset, int length) throws IOException {
        if (offset + length > file.size()) {
            throw new XdfException(SHORTER);
        }
        return file.map(FileChannel.MapMode.READ_ONLY, offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void move(long offset, int length) throws IOException {
        int wanted = (int) Math.max(length, Math.min(MOST_BYTES, size)); // size may lag behind a file that grows
        if (wanted > window.capacity()) {
            window = ByteBuffer.allocateDirect(wanted);
            views = new NumberViews(window, XdfFormat.values());
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
