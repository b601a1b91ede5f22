package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Takes a file apart into chunks. Where the bytes make no sense it goes on after the next boundary chunk. */
final class ChunkReader {
    private static final int SCAN_BYTES = 1 << 16;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    /** Enough for damage; a file made to be read over and over is not read for ever. */
    private static final int MOST_RETURNS = 50;

    private final FileWindow file;
    private final Warnings warnings;
    private long position;
    private int returns;
    private boolean skipped;

    /** Reads the chunks from {@code position} on. */
    ChunkReader(FileWindow file, long position, Warnings warnings) {
        this.file = file;
        this.position = position;
        this.warnings = warnings;
    }

    /** One that goes on from here. */
    ChunkReader fork(FileWindow other, Warnings otherWarnings) {
        ChunkReader fork = new ChunkReader(other, position, otherWarnings);
        fork.returns = returns;
        return fork;
    }

    /** Where the next chunk begins. */
    long position() {
        return position;
    }

    /** The next chunk, valid until the one after; the last one may be cut off. Empty at the end. */
    Optional<Chunk> next() throws IOException {
        while (position < file.size()) {
            long start = position;
            Optional<Long> length = length();
            long left = file.size() - position;
            if (length.isPresent() && Tag.BYTES <= length.get() && length.get() <= Math.min(LARGEST, left)) {
                return Optional.of(chunk((int) (long) length.get()));
            }
            long contentStart = position;
            if (!findBoundary(start)) {
                warnings.add("the file ends within a chunk at byte " + start + "; of its last " + (file.size() - start)
                        + " bytes, only whole samples are kept");
                position = contentStart;
                boolean usable = length.isPresent() && length.get() > Tag.BYTES && left >= Tag.BYTES;
                return usable ? Optional.of(chunk((int) Math.min(LARGEST, left))) : end();
            }
            skipped = true;
            warnings.add("bytes " + start + " to " + position + " are damaged and left out");
        }
        return Optional.empty();
    }

    /** Whether chunks may have been lost since this was last asked. */
    boolean skipped() {
        boolean answer = skipped;
        skipped = false;
        return answer;
    }

    /** Goes back into the chunk before, because that ends earlier than it says: a whole chunk may follow there. */
    void returnTo(long offset) {
        if (returns++ < MOST_RETURNS) {
            position = offset;
        }
    }

    /** Goes on at a chunk after this one. */
    void goTo(long chunk) {
        position = chunk;
    }

    private Optional<Chunk> end() {
        position = file.size();
        return Optional.empty();
    }

    /** The length that stands at the position, which moves past it; empty if there is none. */
    private Optional<Long> length() throws IOException {
        int bytes = file.bytes(position, 1).get();
        if ((bytes != Byte.BYTES && bytes != Integer.BYTES && bytes != Long.BYTES) || file.size() - position - 1 < bytes) {
            return Optional.empty();
        }
        ByteBuffer length = file.bytes(position + 1, bytes);
        position += 1 + bytes;
        return Optional.of(VariableIntegers.unsigned(length, bytes));
    }

    private Chunk chunk(int length) throws IOException {
        ByteBuffer content = file.bytes(position, length);
        int tag = content.getShort();
        Chunk chunk = new Chunk(tag, position + Tag.BYTES, content.slice().order(ByteOrder.LITTLE_ENDIAN));
        position += length;
        return chunk;
    }

    /** Moves to the end of the first boundary after {@code start}; stays where it is if there is none. */
    private boolean findBoundary(long start) throws IOException {
        byte[] boundary = Tag.boundary();
        for (long offset = start; offset < file.size(); offset += SCAN_BYTES) {
            // the blocks overlap, so that a boundary across two of them is found
            byte[] block = new byte[(int) Math.min(SCAN_BYTES + boundary.length - 1, file.size() - offset)];
            file.bytes(offset, block.length).get(block);
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
