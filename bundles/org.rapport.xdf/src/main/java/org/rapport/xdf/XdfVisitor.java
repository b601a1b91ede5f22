package org.rapport.xdf;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes what a recording holds in the order of the file, so that a file of any size can be read. What it throws ends the
 * reading.
 */
@ConsumerType
public interface XdfVisitor {
    /**
     * A stream begins; comes before everything else about it.
     *
     * @param id its number in the file
     * @param xml the header as it stands in the file
     * @param header what of it matters for the samples
     */
    void stream(int id, String xml, StreamHeader header) throws IOException;

    /**
     * A chunk of samples.
     *
     * @param times as {@link XdfStream#times()}, but NaN where the stream had no stamp yet
     * @param values row-major, samples x channels
     */
    void samples(int id, double[] times, XdfValues values) throws IOException;

    /** A measurement of the clock of a stream's device. */
    default void clockOffset(int id, ClockOffset offset) throws IOException {
        // of no interest
    }

    /** A stream ends. */
    default void footer(int id, String xml) throws IOException {
        // of no interest
    }
}
