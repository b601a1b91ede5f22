package org.lsl4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the samples of a feed in data protocol 1.10, in either byte order, and writes them to a log. */
final class FeedReader {
    private static final byte DEDUCED = 1;
    private static final byte STAMPED = 2;

    private final FeedInput input;
    private final ByteOrder order;
    private final ChannelFormat format;
    private final int channels;
    private final double interval;
    private ByteBuffer texts = allocate(1024);
    private double previousStamp = Double.NaN;

    FeedReader(FeedInput input, ByteOrder order, StreamInfo info) {
        this.input = input;
        this.order = order;
        format = info.format();
        channels = info.channelCount();
        interval = info.nominalRate() > 0 ? 1 / info.nominalRate() : 0;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads the two samples that every feed begins with and checks that they are as they should be. */
    void checkTestPattern() throws IOException {
        SampleLog samples = new SampleLog(1024, Limits.SAMPLE * 4L);
        try (SampleLog.Reader reader = samples.reader(TestPattern.OFFSETS.length)) {
            for (int offset : TestPattern.OFFSETS) {
                readSample(samples);
                ByteBuffer expected = TestPattern.record(format, channels, offset);
                int equal = reader.read((number, stamp, record) -> stamp == TestPattern.STAMP && record.equals(expected));
                if (equal != 1) {
                    throw new IOException("the outlet's test samples are not what " + channels + " channels of "
                            + format.text() + " should be");
                }
            }
        }
        previousStamp = Double.NaN;
    }

    /** Moves one sample to a log. */
    void readSample(SampleLog log) throws IOException {
        double stamp = stamp();
        if (!Double.isFinite(stamp)) {
            // nothing to deduce from: when it came is the best there is
            double deduced = previousStamp + interval;
            stamp = Double.isNaN(deduced) ? LslClock.now() : deduced;
        }
        previousStamp = stamp;
        if (format == ChannelFormat.STRING) {
            log.append(stamp, textRecord());
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
                default -> { }
            }
        }
    }

    private ByteBuffer textRecord() throws IOException {
        texts.clear();
        for (int i = 0; i < channels; i++) {
            int length = textLength();
            reserve(5);
            if (length <= 255) {
                texts.put((byte) 1).put((byte) length);
            } else {
                texts.put((byte) 4).putInt(length);
            }
            for (int left = length; left > 0;) {
                // in pieces, so that memory grows with what has come and not with what was announced
                reserve(Math.min(left, 64 << 10));
                left -= input.transfer(Math.min(left, texts.remaining()), texts);
            }
        }
        return texts.flip();
    }

    private int textLength() throws IOException {
        byte width = input.require(1).get();
        long length = switch (width) {
            case 1 -> Byte.toUnsignedLong(input.require(1).get());
            case 2 -> Short.toUnsignedLong(input.require(2).order(order).getShort());
            case 4 -> Integer.toUnsignedLong(input.require(4).order(order).getInt());
            case 8 -> input.require(8).order(order).getLong();
            default -> throw new IOException("a text's length has " + width + " bytes");
        };
        if (length < 0 || length > Limits.SAMPLE - texts.position()) {
            throw new IOException("a text of " + length + " bytes is more than a sample may have");
        }
        return (int) length;
    }

    private void reserve(int bytes) {
        if (texts.remaining() < bytes) {
            texts = allocate(Math.max(2 * texts.capacity(), texts.position() + bytes)).put(texts.flip());
        }
    }
}
