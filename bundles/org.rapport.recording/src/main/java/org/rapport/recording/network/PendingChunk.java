package org.rapport.recording.network;

import java.io.IOException;

import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;

/**
 * What came from one stream and is not yet safe in a file.
 *
 * @param content its samples, or a measurement of its device's clock
 */
record PendingChunk(NetworkStream stream, Content content) {
    /** Writes values of one type. */
    interface Content {
        void write(XdfStreamWriter to) throws IOException;
    }

    /** Says that a stream is there, before it has samples. */
    static PendingChunk beginning(NetworkStream stream) {
        return new PendingChunk(stream, to -> {
        });
    }

    static PendingChunk of(NetworkStream stream, ClockOffset offset) {
        return new PendingChunk(stream, to -> to.write(offset));
    }
}
