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
