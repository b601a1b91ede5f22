package org.rapport.xdf;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives a visitor the samples of every chunk in arrays of their own. */
record ChunkDelivery(XdfVisitor visitor) implements ChunkVisitor {
    @Override
    public void stream(StreamDecoder stream, String xml) throws IOException {
        visitor.stream(stream.id(), xml, stream.header());
    }

    @Override
    public boolean samples(StreamDecoder stream, ByteBuffer content) throws IOException {
        StreamDecoder ahead = stream.copy();
        ahead.count(content.duplicate().order(content.order()));
        SampleArrays arrays = new SampleArrays(stream.header(), ahead.samples() - stream.samples());
        boolean all = stream.decode(content, arrays, 0);
        visitor.samples(stream.id(), arrays.times(), arrays.values());
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
