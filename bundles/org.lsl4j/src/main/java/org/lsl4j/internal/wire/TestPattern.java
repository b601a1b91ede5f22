package org.lsl4j.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.lsl4j.ChannelFormat;
import org.lsl4j.MemoryBudget;
import org.lsl4j.StreamInfo;
import org.lsl4j.internal.base.Limits;
import org.lsl4j.internal.buffer.SampleLog;

/** The samples with known content by which an inlet sees that it reads a feed as the outlet meant it. */
public final class TestPattern {
    /** The time stamp they all carry. */
    public static final double STAMP = 123456.789;
    /** What their values are offset by, in the order they are sent. */
    public static final int[] OFFSETS = {4, 2};

    private TestPattern() {
    }

    /** Reads the two samples that every feed begins with and sees whether they are as they should be. */
    public static final class Check {
        private final SampleLog samples = new SampleLog(1024, new MemoryBudget(Limits.SAMPLE * 32L));
        private final SampleLog.Reader read = samples.reader(OFFSETS.length);
        private final SampleReader reader;
        private final StreamInfo info;
        private int passed;

        /** Ready to read. */
        public Check(SampleReader reader, StreamInfo info) {
            this.reader = reader;
            this.info = info;
        }

        /**
         * Reads what has come of them.
         *
         * @return whether that is all
         * @throws IOException if they are not as they should be
         */
        public boolean isPassed() throws IOException {
            while (passed < OFFSETS.length && reader.readSample(samples)) {
                ByteBuffer expected = record(info.format(), info.channelCount(), OFFSETS[passed++]);
                if (read.read((number, stamp, record) -> stamp == STAMP && record.equals(expected)) != 1) {
                    throw new IOException("the outlet's test samples are not what " + info.channelCount() + " channels of "
                            + info.format().text() + " should be");
                }
            }
            if (passed < OFFSETS.length) {
                return false;
            }
            reader.restartStamps();
            return true;
        }
    }

    /** The record of one of them. */
    public static ByteBuffer record(ChannelFormat format, int channels, int offset) {
        return new SampleEncoder(format, channels).encode(switch (format) {
            case FLOAT32 -> floats(channels, offset);
            case DOUBLE64 -> doubles(channels, offset);
            case STRING -> texts(channels);
            default -> integers(format, channels, offset);
        }, 0);
    }

    private static float[] floats(int channels, int offset) {
        float[] values = new float[channels];
        for (int k = 0; k < channels; k++) {
            values[k] = sign(k) * (float) (k + offset);
        }
        return values;
    }

    private static double[] doubles(int channels, int offset) {
        double[] values = new double[channels];
        for (int k = 0; k < channels; k++) {
            values[k] = sign(k) * (k + offset + 16777217.0);
        }
        return values;
    }

    private static String[] texts(int channels) {
        String[] values = new String[channels];
        for (int k = 0; k < channels; k++) {
            values[k] = Integer.toString(sign(k) * (k + 10));
        }
        return values;
    }

    private static long[] integers(ChannelFormat format, int channels, int offset) {
        long[] values = new long[channels];
        for (int k = 0; k < channels; k++) {
            long base = (long) k + offset;
            values[k] = sign(k) * switch (format) {
                case INT64 -> base + 2147483649L;
                case INT32 -> (base + 65537) % 2147483647;
                case INT16 -> (base + 257) % 32767;
                default -> (base + 1) % 127;
            };
        }
        return values;
    }

    private static int sign(int channel) {
        return channel % 2 == 0 ? 1 : -1;
    }
}
