package org.rapport.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rows of one stream as pages get them. Little-endian: {@code u32 stream, u32 rows, u16 first, u16 columns, u32 forgotten}, then
 * {@code f64 time[rows]} and {@code f32 value[rows][columns]}, then zeros up to a multiple of 8 bytes.
 *
 * @param first the first of the stream's columns that is in it
 * @param columns how many are
 * @param forgotten how many rows before these were forgotten before they could be sent
 */
record FramePart(int stream, int first, int columns, double[] times, float[] values, long forgotten) {
    /** Bytes before the first time. */
    static final int HEADER = 16;

    int bytes() {
        int size = HEADER + times.length * Double.BYTES + values.length * Float.BYTES;
        return (size + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    }

    private void write(ByteBuffer out) {
        int end = out.position() + bytes();
        out.putInt(stream).putInt(times.length).putShort((short) first).putShort((short) columns)
                .putInt((int) Math.min(Integer.MAX_VALUE, forgotten));
        out.asDoubleBuffer().put(times);
        out.position(out.position() + times.length * Double.BYTES);
        out.asFloatBuffer().put(values);
        out.position(end);
    }

    /** One after the other. */
    static ByteBuffer frame(List<FramePart> parts) {
        ByteBuffer out = ByteBuffer.allocate(parts.stream().mapToInt(FramePart::bytes).sum()).order(ByteOrder.LITTLE_ENDIAN);
        parts.forEach(part -> part.write(out));
        return out.flip();
    }
}
