package org.lsl4j.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.lsl4j.ChannelFormat;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.buffer.SampleBatch;

/**
 * Writes samples as data protocol 1.00 has them, a portable byte archive. Native inlets still ask for it where the
 * locale has a decimal comma, in which they misread the version of the stream.
 */
public final class ArchiveWriter implements SampleWriter {
    private static final byte[] HEAD = {0x7f, 1, 9};
    private static final byte STAMPED = 2;
    /** Tag and stamp, at their longest. */
    private static final int PREFIX_BYTES = 11;

    private final SampleBatch batch = new SampleBatch();
    private final ChannelFormat format;
    private final int channels;

    /** Begins an archive with the stream's short description. */
    public ArchiveWriter(StreamInfo info, String shortXml) {
        format = info.format();
        channels = info.channelCount();
        byte[] xml = shortXml.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = batch.reserve(HEAD.length + xml.length + 16).put(HEAD);
        putUnsigned(out, xml.length);
        out.put(xml).putShort((short) 0);
    }

    @Override
    public SampleBatch batch() {
        return batch;
    }

    @Override
    public void writeTestSample(ByteBuffer record) {
        batch.reserve(longest(record));
        write(TestPattern.STAMP, record);
    }

    @Override
    public boolean visit(long number, double stamp, ByteBuffer record) {
        if (!batch.hasRoom(longest(record))) {
            return false;
        }
        write(stamp, record);
        return true;
    }

    private int longest(ByteBuffer record) {
        return PREFIX_BYTES + record.remaining() + channels;
    }

    private void write(double stamp, ByteBuffer record) {
        ByteBuffer out = batch.bytes();
        putUnsigned(out, STAMPED);
        putUnsigned(out, Double.doubleToLongBits(stamp));
        for (int i = 0; i < channels; i++) {
            switch (format) {
                case FLOAT32 -> putUnsigned(out, Integer.toUnsignedLong(bits(record.getFloat())));
                case DOUBLE64 -> putUnsigned(out, bits(record.getDouble()));
                case INT64 -> putSigned(out, record.getLong());
                case INT32 -> putSigned(out, record.getInt());
                case INT16 -> putSigned(out, record.getShort());
                case INT8 -> putSigned(out, record.get());
                case STRING -> putText(out, record);
            }
        }
    }

    /** Not a number is all ones but the sign, unlike Java's. */
    private static int bits(float value) {
        return Float.isNaN(value) ? 0x7fffffff : Float.floatToIntBits(value);
    }

    private static long bits(double value) {
        return Double.isNaN(value) ? 0x7fffffffffffffffL : Double.doubleToLongBits(value);
    }

    private static void putText(ByteBuffer out, ByteBuffer record) {
        int length = record.get() == 1 ? Byte.toUnsignedInt(record.get()) : record.getInt();
        putUnsigned(out, length);
        out.put(out.position(), record, record.position(), length);
        out.position(out.position() + length);
        record.position(record.position() + length);
    }

    private static void putSigned(ByteBuffer out, long value) {
        if (value >= 0) {
            putUnsigned(out, value);
        } else {
            int bytes = Math.max(1, Long.BYTES - Long.numberOfLeadingZeros(~value) / 8);
            out.put((byte) -bytes);
            putLowBytes(out, value, bytes);
        }
    }

    private static void putUnsigned(ByteBuffer out, long value) {
        int bytes = Long.BYTES - Long.numberOfLeadingZeros(value) / 8;
        out.put((byte) bytes);
        putLowBytes(out, value, bytes);
    }

    private static void putLowBytes(ByteBuffer out, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.put((byte) (value >>> 8 * i));
        }
    }
}
