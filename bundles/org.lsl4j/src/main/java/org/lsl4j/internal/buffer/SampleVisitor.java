package org.lsl4j.internal.buffer;

import java.nio.ByteBuffer;

/** Takes samples out of a {@link SampleLog}, one at a time, quickly: the log waits meanwhile. */
@FunctionalInterface
public interface SampleVisitor {
    /**
     * Takes a sample.
     *
     * @param number how many samples came before it in this log
     * @param stamp its time stamp
     * @param record its values, little-endian, from the buffer's position to its limit
     * @return false to leave the sample in the log and stop
     */
    boolean visit(long number, double stamp, ByteBuffer record);
}
