package org.rapport.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What will happen, from one seed: every kind in turn, in an order drawn anew for each round. */
record Plan(List<Planned> events) {
    /** Seconds between two beginnings, on average. */
    private static final double PACE = 2.5;
    /** Seconds that a room is left in peace between two troubles, so that what was told of the first is not of the second. */
    private static final double PEACE = 12;

    /**
     * One trouble and its time.
     *
     * @param at seconds after the beginning
     * @param seconds how long it lasts
     */
    record Planned(double at, double seconds, Trouble trouble) {
    }

    static Plan of(long seed, double seconds, List<Kind> kinds) {
        Random random = new Random(seed);
        Map<String, Double> free = new HashMap<>();
        List<Planned> events = new ArrayList<>();
        List<Kind> round = new ArrayList<>();
        for (double at = 0; at < seconds; at += -Math.log(1 - random.nextDouble()) * PACE) {
            if (round.isEmpty()) {
                round.addAll(kinds);
                Collections.shuffle(round, random);
            }
            List<Kind> next = new ArrayList<>(round);
            next.addAll(kinds); // where nothing of this round is possible now, something of the next one may be
            for (Kind kind : next) {
                Trouble trouble = kind.trouble().apply(random);
                double lasts = kind.shortest() + random.nextDouble() * (kind.longest() - kind.shortest());
                if (free.getOrDefault(trouble.room(), 0.0) <= at && at + lasts <= seconds) {
                    events.add(new Planned(at, lasts, trouble));
                    free.put(trouble.room(), at + lasts + PEACE);
                    round.remove(kind);
                    break;
                }
            }
        }
        return new Plan(events);
    }
}
