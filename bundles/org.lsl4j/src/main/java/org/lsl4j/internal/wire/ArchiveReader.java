package org.lsl4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;

/**
 * Reads samples in data protocol 1.00, a portable byte archive, as {@link ArchiveWriter} and the native library write it:
 * each integer behind the number of its bytes, which is negative for a negative one and 0 for zero.
 */
public final class ArchiveReader implements SampleReader {
    private static final byte[] SIGNATURE = {0x7f, 1, 9};
    private static final int DEDUCED = 1;
    private static final int STAMPED = 2;

    private final FeedInput input;
    private final ChannelFormat format;
    private final int channels;
    private final StampDeduction stamps;
    private final TextRecord texts = new TextRecord();
    private final ByteBuffer numbers;

    /** Reads the head of an archive, which must be that of the stream. */
    public ArchiveReader(FeedInput input, StreamInfo info) throws IOException {
        this.input = input;
        format = info.format();
        channels = info.channelCount();
        stamps = new StampDeduction(info.nominalRate());
        numbers = ByteBuffer.allocate(format.bytes() * channels).order(ByteOrder.LITTLE_ENDIAN);
        byte[] signature = bytes(SIGNATURE.length);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw new IOException("the outlet's answer is no archive of protocol 1.00");
        }
        requireUid(info.uid());
        // class and version of the samples
        bytes(2);
    }

    private void requireUid(String uid) throws IOException {
        long length = integer();
        if (length < 0 || length > Limits.DATAGRAM) {
            throw new IOException("the head of the outlet's archive has " + length + " bytes");
        }
        try {
            StreamInfo sender = StreamInfo.parse(new String(bytes((int) length), StandardCharsets.UTF_8));
            if (!sender.uid().equals(uid)) {
                throw new IOException("another outlet answered, of uid " + sender.uid());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the head of the outlet's archive cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        input.require(count).get(bytes);
        return bytes;
    }

    @Override
    public void readSample(SampleLog log) throws IOException {
        double stamp = stamps.next(stamp());
        if (format == ChannelFormat.STRING) {
            readTexts(stamp, log);
        } else {
            numbers.clear();
            for (int i = 0; i < channels; i++) {
                put(integer());
            }
            log.append(stamp, numbers.flip());
        }
    }

    private void readTexts(double stamp, SampleLog log) throws IOException {
        try {
            texts.restart(log.budget());
            for (int i = 0; i < channels; i++) {
                texts.take(integer(), input);
            }
            texts.finish(stamp, log);
        } finally {
            texts.release();
        }
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
        long tag = integer();
        if (tag == DEDUCED) {
            return Double.NaN;
        }
        if (tag != STAMPED) {
            throw new IOException("a sample begins with " + tag + " instead of 1 or 2");
        }
        return Double.longBitsToDouble(integer());
    }

    /** Floating numbers come as integers that have the same bits, but for NaN, of which an archive has one of its own. */
    private void put(long value) {
        switch (format) {
            case FLOAT32 -> numbers.putInt(Float.floatToIntBits(Float.intBitsToFloat((int) value)));
            case DOUBLE64 -> numbers.putLong(Double.doubleToLongBits(Double.longBitsToDouble(value)));
            case INT64 -> numbers.putLong(value);
            case INT32 -> numbers.putInt((int) value);
            case INT16 -> numbers.putShort((short) value);
            case INT8 -> numbers.put((byte) value);
            case STRING -> throw new AssertionError(format);
        }
    }

    private long integer() throws IOException {
        int count = input.require(1).get();
        if (Math.abs(count) > Long.BYTES) {
            throw new IOException("an integer of " + count + " bytes");
        }
        long value = count < 0 ? -1 : 0;
        ByteBuffer buffer = input.require(Math.abs(count));
        for (int i = 0; i < Math.abs(count); i++) {
            int shift = Byte.SIZE * i;
            value = value & ~(0xffL << shift) | Byte.toUnsignedLong(buffer.get()) << shift;
        }
        return value;
    }
}
