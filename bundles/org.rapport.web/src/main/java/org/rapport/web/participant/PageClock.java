package org.rapport.web.participant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The clock of a page against the runtime's. A page asks for the time in waves, and of each wave tells the question that was the
 * shortest time under way. Of the last twelve waves the shortest counts; a line through the last minutes carries it on, since
 * clocks of two computers run apart by up to some hundred parts in a million.
 */
final class PageClock {
    private static final int WAVES = 12;
    private static final int HISTORY = 300;
    /** Seconds below which a drift cannot be told from chance. */
    private static final double SPAN = 60;
    private static final double MOST_DRIFT = 300e-6;
    /** Seconds by which measurements may disagree beyond their own uncertainty before the clock was set or the computer slept. */
    private static final double SLACK = 0.002;
    private static final int BROKEN_AFTER = 3;

    private final Deque<Wave> recent = new ArrayDeque<>();
    private final Deque<Wave> history = new ArrayDeque<>();
    private int strange;

    /**
     * A question that came back.
     *
     * @param page when, by the page's clock, in seconds: the middle of the way
     * @param offset seconds to add to the page's clock
     * @param roundTrip seconds under way, both ways
     */
    private record Wave(double page, double offset, double roundTrip) {
        boolean contradicts(double predicted, double uncertainty) {
            return Math.abs(offset - predicted) > roundTrip / 2 + uncertainty + SLACK;
        }
    }

    /**
     * Takes the best question of a wave.
     *
     * @param asked when the page asked, by its clock
     * @param heard when the runtime heard it, by the LSL clock
     * @param said when it answered
     * @param answered when the page had the answer
     * @return whether it can be: time does not run backwards
     */
    synchronized boolean add(double asked, double heard, double said, double answered) {
        double roundTrip = answered - asked - (said - heard);
        double offset = (heard - asked + said - answered) / 2;
        if (!(roundTrip >= 0) || !(said >= heard) || !Double.isFinite(offset) || Double.isInfinite(roundTrip)) {
            return false;
        }
        Wave wave = new Wave((asked + answered) / 2, offset, roundTrip);
        strange = !recent.isEmpty() && wave.contradicts(offset(wave.page()), uncertainty()) ? strange + 1 : 0;
        if (strange >= BROKEN_AFTER) {
            recent.clear();
            history.clear();
            strange = 0;
        }
        if (strange == 0) {
            keep(recent, wave, WAVES);
            keep(history, wave, HISTORY);
        }
        return true;
    }

    private static void keep(Deque<Wave> waves, Wave wave, int most) {
        waves.addLast(wave);
        if (waves.size() > most) {
            waves.removeFirst();
        }
    }

    synchronized boolean isKnown() {
        return !recent.isEmpty();
    }

    /** Seconds to add to the page's clock at a time of it. @throws java.util.NoSuchElementException before the first wave */
    synchronized double offset(double page) {
        Wave best = best().orElseThrow();
        return best.offset() + drift() * (page - best.page());
    }

    /** Seconds by which the offset may be wrong: the answer took half the way at least at no time, and all of it at most. */
    synchronized double uncertainty() {
        return best().map(Wave::roundTrip).orElse(Double.NaN) / 2;
    }

    private Optional<Wave> best() {
        return recent.stream().min(Comparator.comparingDouble(Wave::roundTrip));
    }

    /** Seconds a second by which the page's clock is slow: the median slope between the good measurements of far ends. */
    private double drift() {
        double shortest = history.stream().mapToDouble(Wave::roundTrip).min().orElse(0);
        List<Wave> good = history.stream().filter(wave -> wave.roundTrip() <= 2 * shortest + 1e-4).toList();
        if (good.size() < 2 || good.get(good.size() - 1).page() - good.get(0).page() < SPAN) {
            return 0;
        }
        int half = good.size() / 2;
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i + half < good.size(); i++) {
            Wave from = good.get(i);
            Wave to = good.get(i + half);
            slopes.add((to.offset() - from.offset()) / (to.page() - from.page()));
        }
        slopes.sort(Comparator.naturalOrder());
        return Math.max(-MOST_DRIFT, Math.min(MOST_DRIFT, slopes.get(slopes.size() / 2)));
    }
}
