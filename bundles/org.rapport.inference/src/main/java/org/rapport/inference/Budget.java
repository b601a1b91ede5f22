package org.rapport.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Tells once when predictions are older than they may be, and what takes so long; and once when they are not any more. They are
 * late if half of those of {@value #STRETCH} seconds are, and in time again if hardly any was in two such stretches.
 */
final class Budget {
    private static final double STRETCH = 5;
    private static final double LATE_FROM = 0.5;
    private static final double KEPT_TO = 0.1;
    private static final int KEPT_FOR = 2;

    private final double seconds;
    private boolean late;
    private int kept;
    /** When the stretch began; NaN before the first. */
    private double since = Double.NaN;
    private int all;
    private int old;
    /** Of the old ones, of each hop. */
    private double[] sums = new double[Station.values().length];

    /** @param seconds that a prediction may be old; 0 for as old as it is */
    Budget(double seconds) {
        this.seconds = seconds;
    }

    /**
     * What is to be told.
     *
     * @param late whether they are
     */
    record News(String text, boolean late) {
    }

    /**
     * Takes one prediction.
     *
     * @param now in seconds
     * @param ages seconds from its moment to each {@link Station}; the first may be NaN
     */
    Optional<News> take(double now, double[] ages) {
        if (!(seconds > 0)) {
            return Optional.empty();
        }
        since = Double.isNaN(since) ? now : since;
        all++;
        if (ages[ages.length - 1] > seconds) {
            old++;
            double before = 0;
            for (int i = 0; i < ages.length; i++) {
                double at = Double.isNaN(ages[i]) ? before : ages[i];
                sums[i] += at - before;
                before = at;
            }
        }
        if (now - since < STRETCH) {
            return Optional.empty();
        }
        Optional<News> news = judge((double) old / all);
        since = now;
        all = 0;
        old = 0;
        sums = new double[sums.length];
        return news;
    }

    private Optional<News> judge(double share) {
        kept = share <= KEPT_TO ? kept + 1 : 0;
        if (!late && share >= LATE_FROM) {
            late = true;
            return Optional.of(new News(words(), true));
        }
        if (late && kept >= KEPT_FOR) {
            late = false;
            return Optional.of(new News("predictions are within their budget of " + seconds + " s again", false));
        }
        return Optional.empty();
    }

    private String words() {
        StringJoiner hops = new StringJoiner(", ");
        int slowest = 1;
        for (Station station : Station.values()) {
            int hop = station.ordinal();
            hops.add(String.format(Locale.ROOT, "%s %.2f", station.hop(), sums[hop] / old));
            slowest = hop > slowest && sums[hop] > sums[slowest] ? hop : slowest; // the first is as it was set
        }
        return String.format(Locale.ROOT,
                "predictions are %.2f s old, over their budget of %s s; most of it goes to %s (in s: %s)",
                Arrays.stream(sums).sum() / old, seconds, Station.values()[slowest].hop(), hops);
    }
}
