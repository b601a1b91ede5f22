package org.lsl4j;

import java.nio.ByteBuffer;

/** Writes samples for one consumer, as far as a batch has room; a sample larger than any batch makes a batch of its own. */
interface SampleWriter extends SampleVisitor {

    /** Where it writes to. */
    Batch batch();

    /** Writes a sample that is no part of the stream. */
    void writeTestSample(ByteBuffer record);
}
