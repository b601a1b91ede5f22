package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A part of a file whose samples can be read without reading what is before it.
 *
 * @param start a walk at its beginning
 * @param end where it ends in the file
 * @param samples how many samples all streams had there
 */
record Section(ChunkWalk start, long end, long samples) {
    /**
     * Reads its samples to where they belong.
     *
     * @param file by which only this reads meanwhile
     * @throws XdfException if they are not those that were counted
     */
    void read(FileWindow file, Map<Integer, SampleArrays> arrays) throws IOException {
        ChunkWalk walk = start.fork(file);
        try {
            walk.walk(end, new Placing(arrays));
        } catch (IndexOutOfBoundsException e) { // the arrays have no place for them
            throw changed();
        }
        if (walk.samples() != samples) {
            throw changed();
        }
    }

    private static XdfException changed() {
        return new XdfException("the file changed while it was read");
    }

    /** Puts samples in their places. */
    private record Placing(Map<Integer, SampleArrays> arrays) implements ChunkVisitor {
        @Override
        public boolean soundSamples(StreamDecoder stream, int count, NumberViews window, int at, int bytes) {
            SampleArrays place = arrays.get(stream.id());
            return place != null && stream.decodeAll(window, at, bytes, count, place, (int) stream.samples());
        }

        @Override
        public boolean samples(StreamDecoder stream, ByteBuffer content) {
            SampleArrays place = arrays.get(stream.id());
            return place != null && stream.decode(content, place, (int) stream.samples());
        }
    }
}
