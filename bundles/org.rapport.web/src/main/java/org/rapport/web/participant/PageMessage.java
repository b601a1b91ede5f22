package org.rapport.web.participant;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Samples as they come over the web socket, little-endian. Rows: {@code u8 1, u8 seat, u16 columns, u32 number of the first
 * row, u32 rows, u32 rows forgotten before these, f64 stamp[rows], f32 value[rows][columns]}. Sound: {@code u8 2, u8 seat, u16
 * 0, u32 samples, f64 number of the first sample, f64 its stamp, i16[samples]}. Stamps are seconds of the page's clock.
 */
sealed interface PageMessage {
    int ROWS = 1;
    int SOUND = 2;

    int seat();

    /** @param values row by row */
    record Rows(int seat, int columns, long first, long forgotten, double[] stamps, float[] values) implements PageMessage {
    }

    /** @param frame the number of the first sample */
    record Sound(int seat, long frame, double stamp, short[] values) implements PageMessage {
    }

    /** @throws IllegalArgumentException if it is no such message */
    static PageMessage of(ByteBuffer bytes) {
        ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
        check(in.remaining() >= 8);
        int kind = Byte.toUnsignedInt(in.get());
        int seat = Byte.toUnsignedInt(in.get());
        int columns = Short.toUnsignedInt(in.getShort());
        return kind == ROWS ? rows(seat, columns, in) : sound(kind, seat, in);
    }

    private static PageMessage rows(int seat, int columns, ByteBuffer in) {
        check(in.remaining() >= 3 * Integer.BYTES);
        long first = Integer.toUnsignedLong(in.getInt());
        long rows = Integer.toUnsignedLong(in.getInt());
        long forgotten = Integer.toUnsignedLong(in.getInt());
        check(in.remaining() == rows * (Double.BYTES + (long) columns * Float.BYTES));
        double[] stamps = new double[(int) rows];
        for (int i = 0; i < stamps.length; i++) {
            stamps[i] = stamp(in.getDouble());
        }
        float[] values = new float[stamps.length * columns];
        in.asFloatBuffer().get(values);
        return new Rows(seat, columns, first, forgotten, stamps, values);
    }

    private static PageMessage sound(int kind, int seat, ByteBuffer in) {
        check(kind == SOUND && in.remaining() >= Integer.BYTES + 2 * Double.BYTES);
        long samples = Integer.toUnsignedLong(in.getInt());
        double frame = in.getDouble();
        double stamp = stamp(in.getDouble());
        check(frame >= 0 && frame < 1L << 53 && frame == Math.rint(frame) && in.remaining() == samples * Short.BYTES);
        short[] values = new short[(int) samples];
        in.asShortBuffer().get(values);
        return new Sound(seat, (long) frame, stamp, values);
    }

    private static double stamp(double told) {
        check(Double.isFinite(told));
        return told;
    }

    private static void check(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException("this is no message of samples");
        }
    }
}
