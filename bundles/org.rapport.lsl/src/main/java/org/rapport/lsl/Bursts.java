package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds where a regular stream comes in bursts: a sensor's program pushes what a radio packet brings, or what had waited, and
 * each sample is stamped as it is pushed. Then stamps tell how fast a program runs and not when samples were taken.
 *
 * <p>What is a burst depends on stamps alone, not on how samples were pulled; so one is held until it is whole. Between two
 * bursts nothing much changes: a few samples that come by themselves are bursts of their own. A stream without bursts passes
 * as it came.
 */
final class Bursts {
    /** Samples of the shortest burst. A change here concerns how recordings are judged as well (inspect finds bursts alike). */
    static final int FEWEST = 4;
    /** The part of the time that the nominal rate says, of which the stamps of a burst cover less. */
    private static final double SHARE = 0.25;
    /** The part of that time in which nothing came before. Otherwise the device is faster than it says. */
    private static final double SILENCE = 0.5;
    /**
     * A stream comes in bursts no more when a burst's samples have come by themselves as many times as there were bursts, or this
     * many times: a program that was late once does not hold up what it sends after that.
     */
    private static final int MEMORY = 8;

    private final double rate;
    /** Samples that may be held. */
    private final int most;
    private final Consumer<ReceivedChunk> plain;
    private final Consumer<ReceivedChunk> burst;
    private final List<ReceivedChunk> held = new ArrayList<>();
    private int holds;
    /** The stamps of a run's first sample and of its last, and its samples: they cover less than their share. */
    private double first = Double.NaN;
    private double last = Double.NaN;
    private long run;
    /** Seconds before that run in which nothing came. */
    private double silence;
    /** Samples of the latest burst, 0 while there is none, and those that have come by themselves since. */
    private long size;
    private long single;
    /** Bursts since there was none. */
    private long count;

    /**
     * For one stream.
     *
     * @param rate its nominal rate in Hz
     * @param most samples that may be held; a longer burst is cut there
     * @param plain takes samples that come in no burst
     * @param burst takes a whole burst
     */
    Bursts(double rate, int most, Consumer<ReceivedChunk> plain, Consumer<ReceivedChunk> burst) {
        this.rate = rate;
        this.most = most;
        this.plain = plain;
        this.burst = burst;
    }

    /** How many samples the latest burst had; 0 while there is none. */
    long size() {
        return size;
    }

    /** Whether there was more than one of late. */
    boolean areUsual() {
        return count > 1;
    }

    /** Seconds that the latest burst stands for; 0 while there is none. */
    double seconds() {
        return size / rate;
    }

    /** Takes the next samples, and hands on what is known to be whole. */
    void take(ReceivedChunk chunk) {
        int from = 0;
        for (int i = 0; i < chunk.samples(); i++) {
            boolean bursting = size > 0;
            boolean goesOn = add(chunk.stamps()[i]);
            if (bursting && !(goesOn && size > 0)) {
                hold(chunk.part(from, i));
                release();
                from = i;
            } else if (!bursting && size > 0) { // at the last sample of the shortest burst
                int start = Math.max(from, i + 1 - FEWEST);
                pass(chunk.part(from, start));
                from = start;
            }
        }
        ReceivedChunk rest = chunk.part(from, chunk.samples());
        if (size > 0) {
            hold(rest);
        } else {
            pass(rest);
        }
    }

    /** Whether this sample belongs with the one before. */
    private boolean add(double stamp) {
        boolean goesOn = stamp >= first && stamp - first < SHARE * run / rate;
        if (!goesOn) {
            silence = stamp - last;
            first = stamp;
            run = 0;
        }
        last = stamp;
        run++;
        if (run >= FEWEST && SILENCE * run / rate <= silence) {
            count += single > 0 || size == 0 ? 1 : 0; // its first samples looked as if they came by themselves
            size = run;
            single = 0;
        } else if (++single > Math.min(MEMORY, count) * size) {
            size = 0;
            count = 0;
        }
        return goesOn;
    }

    /** Says that the clock was set: the distance to the next sample means nothing. */
    void newSegment() {
        release();
        first = Double.NaN;
        last = Double.NaN;
    }

    private void pass(ReceivedChunk chunk) {
        if (chunk.samples() > 0) {
            plain.accept(chunk);
        }
    }

    private void hold(ReceivedChunk chunk) {
        if (chunk.samples() > 0) {
            held.add(chunk);
            holds += chunk.samples();
            if (holds >= most) {
                release();
            }
        }
    }

    /** Hands on what is held: no more belongs to it. */
    void release() {
        if (!held.isEmpty()) {
            ReceivedChunk whole = ReceivedChunk.joined(held);
            held.clear();
            holds = 0;
            burst.accept(whole);
        }
    }
}
