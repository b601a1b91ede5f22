package org.lsl4j.internal.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.buffer.SampleLog;
import org.lsl4j.internal.wire.FeedInput;
import org.lsl4j.internal.wire.SampleReader;
import org.lsl4j.internal.wire.StampDeduction;
import org.lsl4j.internal.wire.TextRecord;

/** Reads the samples of a feed in data protocol 1.10, in either byte order, and writes them to a log. */
public final class FeedReader implements SampleReader {
    private static final byte DEDUCED = 1;
    private static final byte STAMPED = 2;

    private final FeedInput input;
    private final ByteOrder order;
    private final ChannelFormat format;
    private final int channels;
    private final StampDeduction stamps;
    private final TextRecord texts = new TextRecord();

    public FeedReader(FeedInput input, ByteOrder order, StreamInfo info) {
        this.input = input;
        this.order = order;
        format = info.format();
        channels = info.channelCount();
        stamps = new StampDeduction(info.nominalRate());
    }

    @Override
    public void readSample(SampleLog log) throws IOException {
        double stamp = stamps.next(stamp());
        if (format == ChannelFormat.STRING) {
            readTexts(stamp, log);
        } else {
            moveNumbers(stamp, log);
        }
    }

    private void moveNumbers(double stamp, SampleLog log) throws IOException {
        int bytes = format.bytes() * channels;
        ByteBuffer buffer = input.require(bytes);
        if (order == ByteOrder.BIG_ENDIAN) {
            swap(buffer);
        }
        int readAhead = buffer.limit();
        int end = buffer.position() + bytes;
        log.append(stamp, buffer.limit(end));
        buffer.limit(readAhead).position(end);
    }

    @Override
    public void restartStamps() {
        stamps.restart();
    }

    @Override
    public boolean isUnstamped() {
        return stamps.isUnstamped();
    }

    private double stamp() throws IOException {
        byte tag = input.require(1).get();
        if (tag == DEDUCED) {
            return Double.NaN;
        }
        if (tag != STAMPED) {
            throw new IOException("a sample begins with " + tag + " instead of 1 or 2");
        }
        return input.require(8).order(order).getDouble();
    }

    private void swap(ByteBuffer buffer) {
        int start = buffer.position();
        for (int i = 0; i < channels; i++) {
            int at = start + i * format.bytes();
            switch (format.bytes()) {
                case 2 -> buffer.putShort(at, Short.reverseBytes(buffer.getShort(at)));
                case 4 -> buffer.putInt(at, Integer.reverseBytes(buffer.getInt(at)));
                case 8 -> buffer.putLong(at, Long.reverseBytes(buffer.getLong(at)));
                default -> {
                }
            }
        }
    }

    private void readTexts(double stamp, SampleLog log) throws IOException {
        try {
            texts.restart(log.budget());
            for (int i = 0; i < channels; i++) {
                texts.take(textLength(), input);
            }
            texts.finish(stamp, log);
        } finally {
            texts.release();
        }
    }

    private long textLength() throws IOException {
        byte width = input.require(1).get();
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(input.require(1).get());
            case 2 -> Short.toUnsignedLong(input.require(2).order(order).getShort());
            case 4 -> Integer.toUnsignedLong(input.require(4).order(order).getInt());
            case 8 -> input.require(8).order(order).getLong();
            default -> throw new IOException("a text's length has " + width + " bytes");
        };
    }
}
