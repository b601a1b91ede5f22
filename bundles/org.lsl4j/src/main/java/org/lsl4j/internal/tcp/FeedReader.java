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
    private static final int STAMP_BYTES = 8;
    /** Where the length of a text has not come. */
    private static final int UNKNOWN = -1;

    private final FeedInput input;
    private final ByteOrder order;
    private final ChannelFormat format;
    private final int channels;
    private final StampDeduction stamps;
    private final TextRecord texts = new TextRecord();
    /** Whether the tag and stamp of the present sample were read. */
    private boolean begun;
    private double stamp;

    public FeedReader(FeedInput input, ByteOrder order, StreamInfo info) {
        this.input = input;
        this.order = order;
        format = info.format();
        channels = info.channelCount();
        stamps = new StampDeduction(info.nominalRate());
    }

    @Override
    public boolean readSample(SampleLog log) throws IOException {
        if (!begun && !readStamp(log)) {
            return false;
        }
        boolean whole = format == ChannelFormat.STRING ? readTexts(log) : moveNumbers(log);
        begun = !whole;
        return whole;
    }

    private boolean readStamp(SampleLog log) throws IOException {
        if (!input.has(1)) {
            return false;
        }
        ByteBuffer buffer = input.bytes();
        byte tag = buffer.get(buffer.position());
        if (tag != DEDUCED && tag != STAMPED) {
            throw new IOException("a sample begins with " + tag + " instead of 1 or 2");
        }
        if (tag == STAMPED && !input.has(1 + STAMP_BYTES)) {
            return false;
        }
        buffer.get();
        stamp = stamps.next(tag == STAMPED ? buffer.order(order).getDouble() : Double.NaN);
        if (format == ChannelFormat.STRING) {
            texts.restart(log.budget());
        }
        begun = true;
        return true;
    }

    private boolean moveNumbers(SampleLog log) {
        int bytes = format.bytes() * channels;
        if (!input.has(bytes)) {
            return false;
        }
        ByteBuffer buffer = input.bytes();
        if (order == ByteOrder.BIG_ENDIAN) {
            swap(buffer);
        }
        int readAhead = buffer.limit();
        int end = buffer.position() + bytes;
        log.append(stamp, buffer.limit(end));
        buffer.limit(readAhead).position(end);
        return true;
    }

    @Override
    public void restartStamps() {
        stamps.restart();
    }

    @Override
    public boolean isUnstamped() {
        return stamps.isUnstamped();
    }

    @Override
    public void close() {
        texts.release();
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

    private boolean readTexts(SampleLog log) throws IOException {
        while (texts.takeRest(input)) {
            if (texts.begun() == channels) {
                texts.finish(stamp, log);
                texts.release();
                return true;
            }
            long length = textLength();
            if (length == UNKNOWN) {
                return false;
            }
            texts.begin(length);
        }
        return false;
    }

    private long textLength() throws IOException {
        if (!input.has(1)) {
            return UNKNOWN;
        }
        ByteBuffer buffer = input.bytes();
        byte width = buffer.get(buffer.position());
        if (width != 1 && width != 2 && width != 4 && width != 8) {
            throw new IOException("a text's length has " + width + " bytes");
        }
        if (!input.has(1 + width)) {
            return UNKNOWN;
        }
        buffer.get();
        buffer.order(order);
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(buffer.get());
            case 2 -> Short.toUnsignedLong(buffer.getShort());
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            default -> buffer.getLong() & Long.MAX_VALUE; // no text is so long, whatever its sign
        };
    }
}
