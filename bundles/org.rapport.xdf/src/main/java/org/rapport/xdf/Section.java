package org.rapport.xdf;

import java.io.IOException;
import java.util.Map;

/**
 * A part of a file whose samples can be read without reading what is before it.
 *
 * @param start a walk at its beginning
 * @param chunks how many chunks it has
 * @param samples how many samples all streams had at its end
 */
record Section(ChunkWalk start, long chunks, long samples) {
    /**
     * Reads its samples to where they belong.
     *
     * @throws XdfException if they are not those that were counted
     */
    void read(Map<Integer, SampleArrays> arrays) throws IOException {
        for (long chunk = 0; chunk < chunks; chunk++) {
            start.step((stream, content) -> {
                SampleArrays place = arrays.get(stream.id());
                return place != null && stream.decode(content, place, (int) stream.samples());
            });
        }
        if (start.samples() != samples) {
            throw new XdfException("the file changed while it was read");
        }
    }
}
