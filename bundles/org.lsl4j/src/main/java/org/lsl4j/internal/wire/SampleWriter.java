package org.lsl4j.internal.wire;

import java.nio.ByteBuffer;

import org.lsl4j.internal.buffer.SampleBatch;
import org.lsl4j.internal.buffer.SampleVisitor;

/** Writes samples for one consumer, as far as a batch has room; a sample larger than any batch makes a batch of its own. */
public interface SampleWriter extends SampleVisitor {

    /** Where it writes to. */
    SampleBatch batch();

    /** Writes a sample that is no part of the stream. */
    void writeTestSample(ByteBuffer record);
}
