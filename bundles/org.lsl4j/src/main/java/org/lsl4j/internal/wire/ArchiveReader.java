package org.lsl4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

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
    /** Bytes that say of what class and version the samples are. */
    private static final int CLASS_AND_VERSION = 2;

    private final FeedInput input;
    private final StreamInfo info;
    private final ChannelFormat format;
    private final StampDeduction stamps;
    private final TextRecord texts = new TextRecord();
    private final ByteBuffer numbers;
    private boolean headRead;
    /** How far the present sample has been read. */
    private boolean tagged;
    private boolean stamped;
    private double stamp;
    /** What was read last. */
    private long integer;

    /** Reads an archive, which must be that of the stream. */
    public ArchiveReader(FeedInput input, StreamInfo info) {
        this.input = input;
        this.info = info;
        format = info.format();
        stamps = new StampDeduction(info.nominalRate());
        numbers = ByteBuffer.allocate(format.bytes() * info.channelCount()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public boolean readSample(SampleLog log) throws IOException {
        if (!headRead && !readHead() || !stamped && !readStamp(log)) {
            return false;
        }
        boolean whole = format == ChannelFormat.STRING ? readTexts() : readNumbers();
        if (whole) {
            finish(log);
        }
        return whole;
    }

    /** All of it at once, or nothing: it is short. */
    private boolean readHead() throws IOException {
        ByteBuffer bytes = input.bytes();
        int start = bytes.position();
        for (int i = 0; i < SIGNATURE.length && input.has(i + 1); i++) {
            if (bytes.get(start + i) != SIGNATURE[i]) {
                throw new IOException("the outlet's answer is no archive of protocol 1.00");
            }
        }
        if (!input.has(SIGNATURE.length)) {
            return false;
        }
        bytes.position(start + SIGNATURE.length);
        headRead = readInteger() && readDescription((int) Math.min(integer, Integer.MAX_VALUE));
        if (!headRead) {
            bytes.position(start);
        }
        return headRead;
    }

    private boolean readDescription(int length) throws IOException {
        if (length < 0 || length > Limits.DATAGRAM) {
            throw new IOException("the head of the outlet's archive has " + length + " bytes");
        }
        if (!input.has(length + CLASS_AND_VERSION)) {
            return false;
        }
        byte[] xml = new byte[length];
        input.bytes().get(xml);
        input.skip(CLASS_AND_VERSION);
        try {
            StreamInfo sender = StreamInfo.parse(new String(xml, StandardCharsets.UTF_8));
            if (!sender.uid().equals(info.uid())) {
                throw new IOException("another outlet answered, of uid " + sender.uid());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the head of the outlet's archive cannot be read: " + e.getMessage(), e);
        }
        return true;
    }

    private boolean readStamp(SampleLog log) throws IOException {
        if (!tagged) {
            if (!readInteger()) {
                return false;
            }
            if (integer != DEDUCED && integer != STAMPED) {
                throw new IOException("a sample begins with " + integer + " instead of 1 or 2");
            }
            stamped = integer == DEDUCED;
            tagged = true;
        }
        if (!stamped && !readInteger()) {
            return false;
        }
        stamp = stamps.next(stamped ? Double.NaN : Double.longBitsToDouble(integer));
        stamped = true;
        texts.restart(log.budget());
        numbers.clear();
        return true;
    }

    private boolean readTexts() throws IOException {
        while (texts.takeRest(input)) {
            if (texts.begun() == info.channelCount()) {
                return true;
            }
            if (!readInteger()) {
                return false;
            }
            texts.begin(integer);
        }
        return false;
    }

    private boolean readNumbers() throws IOException {
        while (numbers.hasRemaining()) {
            if (!readInteger()) {
                return false;
            }
            put(integer);
        }
        return true;
    }

    private void finish(SampleLog log) {
        tagged = false;
        stamped = false;
        if (format == ChannelFormat.STRING) {
            texts.finish(stamp, log);
            texts.release();
        } else {
            log.append(stamp, numbers.flip());
        }
    }

    @Override
    public void close() {
        texts.release();
    }

    @Override
    public void restartStamps() {
        stamps.restart();
    }

    @Override
    public boolean isUnstamped() {
        return stamps.isUnstamped();
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

    /** Whether all of the next integer has come; if so, {@link #integer} is it. */
    private boolean readInteger() throws IOException {
        if (!input.has(1)) {
            return false;
        }
        ByteBuffer buffer = input.bytes();
        int count = buffer.get(buffer.position());
        int bytes = Math.abs(count);
        if (bytes > Long.BYTES) {
            throw new IOException("an integer of " + count + " bytes");
        }
        if (!input.has(1 + bytes)) {
            return false;
        }
        buffer.get();
        long value = count < 0 ? -1 : 0;
        for (int i = 0; i < bytes; i++) {
            int shift = Byte.SIZE * i;
            value = value & ~(0xffL << shift) | Byte.toUnsignedLong(buffer.get()) << shift;
        }
        integer = value;
        return true;
    }
}
