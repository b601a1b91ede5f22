package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the times without samples of a regular stream. Where samples come in bursts, as from a body sensor over radio, each is
 * stamped when it was sent: the silence before a burst is the time in which its samples were taken, and no gap.
 */
final class Gaps {
    private static final double PERIODS = 2;
    private static final int MOST_KEPT = 1000;
    /**
     * Samples of the shortest burst, and the part of the time they stand for that their stamps cover at most: what a live source
     * takes for a burst, or a recording would be judged by another rule than the session.
     */
    private static final int FEWEST = 4;
    private static final double SHARE = 0.25;
    /** The part of a burst's time by which it may be late before samples must have been lost. */
    private static final double LATE = 0.5;

    private final double period;
    private final int push;
    private final Pushes pushes;
    private final List<Gap> kept = new ArrayList<>();
    private long count;
    private double seconds;
    private Gap longest = new Gap(0, 0);
    private double last = Double.NaN;
    /** The silence before the run of samples that may become a burst; null if there was none. */
    private Gap silence;
    private double runBegan = Double.NaN;
    private long run;
    private long samples;
    private long bursts;
    private long inBursts;

    /** A time without samples, in seconds. */
    record Gap(double from, double to) {
        double seconds() {
            return to - from;
        }
    }

    Gaps(SampleRhythm rhythm) {
        period = rhythm.period();
        push = rhythm.push();
        pushes = new Pushes(rhythm);
    }

    /** Takes the next sample's time. */
    void add(double time) {
        if (push > 1) {
            pushes.add(time).ifPresent(this::add);
            samples++;
            return;
        }
        if (time < last || !(time - runBegan < SHARE * run * period)) {
            endRun();
            silence = isLong(time - last) ? new Gap(last, time) : null;
            runBegan = time;
            run = 0;
        }
        last = time;
        run++;
        samples++;
    }

    /** Whether so many seconds are more than from one sample to the next. */
    boolean isLong(double between) {
        return between > PERIODS * period;
    }

    /** Says that no sample follows. */
    void end() {
        for (Optional<Gap> gap = push > 1 ? pushes.end() : Optional.empty(); gap.isPresent(); gap = pushes.end()) {
            add(gap.get());
        }
        endRun();
        silence = null;
        run = 0;
    }

    private void endRun() {
        boolean burst = run >= FEWEST;
        if (burst) {
            bursts++;
            inBursts += run;
        }
        if (silence != null) {
            double taken = burst ? run * period : 0;
            Gap gap = new Gap(silence.from(), silence.to() - taken);
            if (isLong(gap.seconds()) && gap.seconds() > LATE * taken) {
                add(gap);
            }
        }
    }

    private void add(Gap gap) {
        count++;
        seconds += gap.seconds();
        longest = gap.seconds() > longest.seconds() ? gap : longest;
        if (kept.size() < MOST_KEPT) {
            kept.add(gap);
        }
    }

    /** The first of them, as many as anybody looks at. */
    List<Gap> first() {
        return List.copyOf(kept);
    }

    long count() {
        return count;
    }

    /** All together. */
    double seconds() {
        return seconds;
    }

    /** The longest of them; one of no seconds if there is none. */
    Gap longest() {
        return longest;
    }

    /** How many samples mostly come at once; 1 if they mostly come one by one. */
    long atOnce() {
        return 2 * inBursts > samples ? Math.round((double) inBursts / bursts) : 1;
    }
}
