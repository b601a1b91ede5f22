package org.rapport.web;

import java.util.List;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/** One stream of a running graph as a page sees it. */
final class WatchedStream {
    /** Values that are kept of each stream: 1 MB. */
    private static final int VALUES = 1 << 18;
    /** Seconds that are kept of each stream in any case, however wide it is; and the values that no stream may exceed: 32 MB. */
    private static final int SECONDS = 30;
    private static final int MOST_VALUES = 1 << 23;
    /** Seconds over which the part of valid values is taken. */
    private static final double VALID_OVER = 5;

    private final int number;
    private final String pipeline;
    private final StreamDescription description;
    private final Rows rows;
    private final Decimator decimator;
    private final Hops hops;
    private volatile double lastTime = Double.NaN;
    private volatile long samples;
    private volatile double valid = Double.NaN;
    private double countedFrom = Double.NEGATIVE_INFINITY;
    private long validValues;
    private long values;

    /** @param number by which pages know it, of no other stream before or after */
    WatchedStream(int number, String pipeline, StreamDescription description) {
        this.number = number;
        this.pipeline = pipeline;
        this.description = description;
        int width = Math.max(1, description.channels().size());
        int wanted = Math.max(VALUES / width, SECONDS * Decimator.ROWS_PER_SECOND);
        this.rows = new Rows(description.channels().size(), Math.min(wanted, Math.max(1, MOST_VALUES / width)));
        this.decimator = new Decimator(description.rate(), rows);
        this.hops = new Hops(description.isTiming() ? description.channels() : List.of());
    }

    /** Takes a block of it. Called by one thread at a time. */
    void add(Block block) {
        decimator.add(block);
        hops.add(block);
        if (block.samples() == 0) {
            return;
        }
        for (float value : block.values()) {
            validValues += Float.isNaN(value) ? 0 : 1;
        }
        values += block.values().length;
        lastTime = block.times()[block.samples() - 1];
        samples += block.samples();
        if (lastTime - countedFrom > VALID_OVER || lastTime < countedFrom || Double.isNaN(valid)) {
            valid = values == 0 ? Double.NaN : (double) validValues / values;
            countedFrom = lastTime;
            validValues = 0;
            values = 0;
        }
    }

    int number() {
        return number;
    }

    String pipeline() {
        return pipeline;
    }

    StreamDescription description() {
        return description;
    }

    Rows rows() {
        return rows;
    }

    /** How long the way of what it tells of took; none of a stream that tells of no timing. */
    Hops hops() {
        return hops;
    }

    /** When its latest sample was captured, in seconds of the LSL clock; NaN before the first. */
    double lastTime() {
        return lastTime;
    }

    long samples() {
        return samples;
    }

    /** The part of its values of late that are not NaN. */
    double valid() {
        return valid;
    }
}
