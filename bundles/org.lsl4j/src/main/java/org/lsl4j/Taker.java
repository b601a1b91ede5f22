package org.lsl4j;

import java.nio.ByteBuffer;

import org.lsl4j.internal.buffer.SampleVisitor;
import org.lsl4j.internal.time.StampPipeline;
import org.lsl4j.internal.wire.SampleDecoder;

/** Hands samples out. There is one for all pulls, so that pulling takes no memory. */
final class Taker implements SampleVisitor {
    private static final int TEXT_BYTES_AT_ONCE = 1 << 20;

    private final StampPipeline stamps;
    private final SampleDecoder decoder;
    private final int channels;
    private final double[] oneTime = new double[1];
    private Object values;
    private double[] times;
    private int taken;
    private int textBytes;

    Taker(StampPipeline stamps, SampleDecoder decoder, int channels) {
        this.stamps = stamps;
        this.decoder = decoder;
        this.channels = channels;
    }

    /** Takes as many samples the next time as there is room for. */
    void into(Object newValues, double[] newTimes) {
        values = newValues;
        times = newTimes;
        taken = 0;
        textBytes = 0;
    }

    /** Takes one sample the next time. */
    void intoOne(Object newValues) {
        into(newValues, oneTime);
    }

    /** The time of the one sample that was taken. */
    double time() {
        return oneTime[0];
    }

    /** How many samples were taken. */
    int taken() {
        return taken;
    }

    /** Whether there is room for any. */
    boolean hasRoom() {
        return times.length > 0;
    }

    /** Texts take the caller's memory, who cannot know how much: more than this he gets the next time. */
    private boolean isMuchText(int more) {
        textBytes += values instanceof String[] ? more : 0;
        return taken > 0 && textBytes > TEXT_BYTES_AT_ONCE;
    }

    @Override
    public boolean visit(long number, double stamp, ByteBuffer record) {
        if (taken == times.length || isMuchText(record.remaining()) || !stamps.accepts(number)) {
            return false;
        }
        decoder.decode(record, values, taken * channels);
        times[taken++] = stamps.process(number, stamp);
        return true;
    }
}
