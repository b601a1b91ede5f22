package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes a file apart into chunks. Where the bytes make no sense it goes on after the next boundary chunk. Never allocates
 * more than the file is long, whatever a length claims.
 */
final class ChunkReader {
    private static final int SCAN_BYTES = 1 << 16;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    /** Enough for damage; a file made to be read over and over is not read for ever. */
    private static final int MOST_RETURNS = 50;

    private final FileChannel file;
    private final long size;
    private final Warnings warnings;
    private long position;
    private int returns;

    /** Reads the chunks from {@code position} on. */
    ChunkReader(FileChannel file, long position, Warnings warnings) throws IOException {
        this.file = file;
        this.position = position;
        this.warnings = warnings;
        size = file.size();
    }

    /** The next chunk; the last one may be cut off. Empty at the end. */
    Optional<Chunk> next() throws IOException {
        while (position < size) {
            long start = position;
            Optional<Long> length = length();
            if (length.isPresent() && Tag.BYTES <= length.get() && length.get() <= Math.min(LARGEST, size - position)) {
                return Optional.of(chunk((int) (long) length.get()));
            }
            long contentStart = position;
            if (!findBoundary(start)) {
                warnings.add("the file ends within a chunk at byte " + start + "; of its last " + (size - start)
                        + " bytes, only whole samples are kept");
                position = contentStart;
                boolean usable = length.isPresent() && length.get() > Tag.BYTES && size - position >= Tag.BYTES;
                return usable ? Optional.of(chunk((int) Math.min(LARGEST, size - position))) : end();
            }
            warnings.add("bytes " + start + " to " + position + " are damaged and left out");
        }
        return Optional.empty();
    }

    /** Goes back into the chunk before, because that ends earlier than it says: a whole chunk may follow there. */
    void returnTo(long offset) {
        if (returns++ < MOST_RETURNS) {
            position = offset;
        }
    }

    private Optional<Chunk> end() {
        position = size;
        return Optional.empty();
    }

    /** The length that stands at the position, which moves past it; empty if there is none. */
    private Optional<Long> length() throws IOException {
        int bytes = read(position, 1).get();
        if ((bytes != Byte.BYTES && bytes != Integer.BYTES && bytes != Long.BYTES) || size - position - 1 < bytes) {
            return Optional.empty();
        }
        ByteBuffer length = read(position + 1, bytes);
        position += 1 + bytes;
        return Optional.of(Numbers.unsigned(length, bytes));
    }

    private Chunk chunk(int length) throws IOException {
        ByteBuffer content = read(position, length);
        int tag = content.getShort();
        Chunk chunk = new Chunk(tag, position + Tag.BYTES, content.slice().order(ByteOrder.LITTLE_ENDIAN));
        position += length;
        return chunk;
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
            // a read may give less than asked for
        }
        if (bytes.hasRemaining()) {
            throw new XdfException("the file became shorter while it was read");
        }
        return bytes.flip();
    }

    /** Moves to the end of the first boundary after {@code start}; stays where it is if there is none. */
    private boolean findBoundary(long start) throws IOException {
        byte[] boundary = Tag.boundary();
        for (long offset = start; offset < size; offset += SCAN_BYTES) {
            // the blocks overlap, so that a boundary across two of them is found
            byte[] block = read(offset, (int) Math.min(SCAN_BYTES + boundary.length - 1, size - offset)).array();
            for (int i = 0; i + boundary.length <= block.length; i++) {
                if (block[i] == boundary[0] && Arrays.equals(block, i, i + boundary.length, boundary, 0, boundary.length)) {
                    position = offset + i + boundary.length;
                    return true;
                }
            }
        }
        return false;
    }
}
