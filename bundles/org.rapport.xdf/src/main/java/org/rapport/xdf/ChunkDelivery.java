package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/** Gives a visitor the samples of every chunk in arrays of their own; of a chunk that is very large, in several turns. */
record ChunkDelivery(XdfVisitor visitor) implements ChunkVisitor {
    private static final int MOST_VALUES = 1 << 19;

    /** One that goes by the samples of all streams but some. */
    ChunkVisitor only(IntPredicate wanted) {
        return new ChunkVisitor() {
            @Override
            public void stream(StreamDecoder stream, String xml) throws IOException {
                ChunkDelivery.this.stream(stream, xml);
            }

            @Override
            public boolean samples(StreamDecoder stream, ByteBuffer content) throws IOException {
                return wanted.test(stream.id()) ? ChunkDelivery.this.samples(stream, content) : stream.count(content);
            }
        };
    }

    @Override
    public void stream(StreamDecoder stream, String xml) throws IOException {
        visitor.stream(stream.id(), xml, stream.header());
    }

    @Override
    public boolean samples(StreamDecoder stream, ByteBuffer content) throws IOException {
        StreamDecoder ahead = stream.copy();
        boolean all = ahead.count(content.duplicate().order(content.order()));
        long left = ahead.samples() - stream.samples();
        int most = Math.max(1, MOST_VALUES / stream.header().channelCount());
        if (all || left > 0) {
            VariableIntegers.count(content);
        }
        for (int some; left > 0; left -= some) {
            some = (int) Math.min(left, most);
            SampleArrays arrays = new SampleArrays(stream.header(), some);
            stream.decode(content, some, arrays, 0);
            visitor.samples(stream.id(), arrays.times(), arrays.values());
        }
        if (!all) {
            stream.forgetTime();
        }
        return all;
    }

    @Override
    public void clockOffset(StreamDecoder stream, ClockOffset offset) throws IOException {
        visitor.clockOffset(stream.id(), offset);
    }

    @Override
    public void footer(StreamDecoder stream, String xml) throws IOException {
        visitor.footer(stream.id(), xml);
    }
}
