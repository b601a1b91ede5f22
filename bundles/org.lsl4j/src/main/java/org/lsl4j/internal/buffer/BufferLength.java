package org.lsl4j.internal.buffer;

import java.time.Duration;

/** Converts buffer lengths from time to samples, at least one. */
public final class BufferLength {
    /** What to ask an outlet for at least: native ones hang when asked for less. */
    public static final int LEAST = 2;
    private static final double IRREGULAR_RATE = 100;

    private BufferLength() {
    }

    public static int samples(double nominalRate, Duration length) {
        double rate = nominalRate > 0 ? nominalRate : IRREGULAR_RATE;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, rate * (length.toNanos() / 1e9)));
    }
}
