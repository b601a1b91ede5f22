package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes what a {@link ChunkWalk} comes by. */
interface ChunkVisitor {
    /**
     * A chunk of samples.
     *
     * @param content from their count on, little-endian; to be given to the stream's decoder
     * @return whether as many samples are there as the chunk says
     */
    boolean samples(StreamDecoder stream, ByteBuffer content) throws IOException;

    /**
     * A chunk of samples of numbers, if it is as it should be: as many samples as it says, which take all its bytes.
     *
     * @param count how many it says
     * @param window where they are from {@code at} on, if they are sound
     * @return whether they are and were taken; otherwise nothing was done, and they come as all other {@link #samples}
     */
    default boolean soundSamples(StreamDecoder stream, int count, NumberViews window, int at, int bytes) throws IOException {
        return false;
    }

    /** The header of the file. */
    default void fileHeader(String xml) {
        // of no interest
    }

    /** A stream begins; comes before everything else about it. */
    default void stream(StreamDecoder stream, String xml) throws IOException {
        // of no interest
    }

    /** A measurement of the clock of a stream's device. */
    default void clockOffset(StreamDecoder stream, ClockOffset offset) throws IOException {
        // of no interest
    }

    /** A stream ends. */
    default void footer(StreamDecoder stream, String xml) throws IOException {
        // of no interest
    }
}
