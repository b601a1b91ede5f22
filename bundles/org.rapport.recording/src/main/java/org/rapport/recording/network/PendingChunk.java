package org.rapport.recording.network;

import java.io.IOException;

import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStreamWriter;

/**
 * What came from one stream and is not yet safe in a file.
 *
 * @param samples how many samples it holds
 * @param content its samples, or a measurement of its device's clock
 */
record PendingChunk(int samples, Content content) {
    /** Writes values of one type. */
    interface Content {
        void write(XdfStreamWriter to) throws IOException;
    }

    static PendingChunk of(ClockOffset offset) {
        return new PendingChunk(0, to -> to.write(offset));
    }

    void write(XdfStreamWriter to) throws IOException {
        content.write(to);
    }
}
