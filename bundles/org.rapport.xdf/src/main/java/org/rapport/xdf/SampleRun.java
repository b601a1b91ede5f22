package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Goes through chunks of samples of numbers that follow each other, of which nearly all of a recording consists. Where one is
 * something else, or not quite what it should be, it stops, and leaves that to a {@link ChunkWalk}. Makes no object for a chunk,
 * so that little has to be compiled before it is quick.
 */
final class SampleRun {
    /** The length of a chunk, its tag, its stream and its count of samples, each in at most four bytes. */
    private static final int HEAD_BYTES = 1 + Integer.BYTES + Tag.BYTES + Integer.BYTES + 1 + Integer.BYTES;

    private final FileWindow file;
    private final Map<Integer, StreamDecoder> streams;

    SampleRun(FileWindow file, Map<Integer, StreamDecoder> streams) {
        this.file = file;
        this.streams = streams;
    }

    /**
     * Goes on from a chunk.
     *
     * @param end where it stops at the latest
     * @return where the first chunk begins that it did not take
     */
    long go(long position, long end, ChunkVisitor visitor) throws IOException {
        long chunk = position;
        while (chunk < end) {
            int at = file.place(chunk, HEAD_BYTES);
            if (at < 0) {
                return chunk;
            }
            ByteBuffer head = file.views().bytes();
            int lengthBytes = head.get(at);
            int length = count(head, at);
            int tag = 1 + lengthBytes;
            if (length < 0 || head.getShort(at + tag) != Tag.SAMPLES) {
                return chunk;
            }
            StreamDecoder stream = streams.get(head.getInt(at + tag + Tag.BYTES));
            int countAt = tag + Tag.BYTES + Integer.BYTES;
            int samples = count(head, at + countAt);
            int first = countAt + 1 + head.get(at + countAt);
            int bytes = tag + length - first;
            at = file.place(chunk, tag + length);
            if (stream == null || stream.header().format() == XdfFormat.STRING || samples < 0 || at < 0
                    || !visitor.soundSamples(stream, samples, file.views(), at + first, bytes)) {
                return chunk;
            }
            chunk += tag + length;
        }
        return chunk;
    }

    /** A count of one or four bytes behind a byte that says which; negative if it is another, or more than a window can have. */
    private static int count(ByteBuffer head, int at) {
        return switch (head.get(at)) {
            case Byte.BYTES -> Byte.toUnsignedInt(head.get(at + 1));
            case Integer.BYTES -> Math.min(FileWindow.MOST_BYTES + 1, head.getInt(at + 1));
            default -> -1;
        };
    }
}
