package org.lsl4j.internal.tcp;

import java.nio.ByteBuffer;

import org.lsl4j.internal.buffer.SampleBatch;
import org.lsl4j.internal.wire.SampleWriter;
import org.lsl4j.internal.wire.TestPattern;

/** Writes samples as data protocol 1.10 has them, little-endian. */
public final class FeedWriter implements SampleWriter {
    private static final byte DEDUCED = 1;
    private static final byte STAMPED = 2;

    private final SampleBatch batch = new SampleBatch();
    private final double interval;
    private long previousNumber = Long.MIN_VALUE;
    private double previousStamp;

    /** A writer for samples at that rate. */
    public FeedWriter(double nominalRate) {
        interval = nominalRate > 0 ? 1 / nominalRate : 0;
    }

    @Override
    public SampleBatch batch() {
        return batch;
    }

    @Override
    public void writeTestSample(ByteBuffer record) {
        batch.reserve(9 + record.remaining()).put(STAMPED).putDouble(TestPattern.STAMP).put(record);
    }

    @Override
    public boolean visit(long number, double stamp, ByteBuffer record) {
        // the consumer will add up the same way, so a stamp that comes out the same need not be sent
        boolean deduced = number == previousNumber + 1 && previousStamp + interval == stamp;
        if (!batch.hasRoom((deduced ? 1 : 9) + record.remaining())) {
            return false;
        }
        ByteBuffer out = batch.bytes();
        if (deduced) {
            out.put(DEDUCED);
        } else {
            out.put(STAMPED).putDouble(stamp);
        }
        out.put(record);
        previousNumber = number;
        previousStamp = stamp;
        return true;
    }
}
