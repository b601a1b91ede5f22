package org.rapport.web.participant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Where a seat's node finds what came from the page. Rows, sound and events are numbered by the page, which sends again whatever
 * was not acknowledged: each is taken once, in order. What there is no room for is not taken, so that the page keeps it.
 */
public final class Inbox {
    private static final int MOST = 8192;

    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private long nextRow;
    private long nextEvent;

    /** The number of the row, or sample of sound, that is next. */
    public synchronized long nextRow() {
        return nextRow;
    }

    /** The number of the event that is next. */
    public synchronized long nextEvent() {
        return nextEvent;
    }

    /**
     * Takes rows of which some may have come before. Nothing is taken past rows that are still to come: the page sends those
     * again first.
     *
     * @param first the number of the first
     * @param rows with how many before these will never come
     */
    synchronized void take(long first, Arrival.Rows rows) {
        int all = rows.stamps().length;
        long forgotten = Math.max(0, first - nextRow);
        if (isFull() || all == 0 || first + all <= nextRow || forgotten > rows.forgotten()) {
            return;
        }
        int known = (int) Math.max(0, nextRow - first);
        waiting.add(new Arrival.Rows(forgotten, Arrays.copyOfRange(rows.stamps(), known, all), rows.offset(), rows.columns(),
                Arrays.copyOfRange(rows.values(), known * rows.columns(), rows.values().length), rows.arrived()));
        nextRow = first + all;
    }

    /** Takes sound of which some may have come before. @param rate samples a second */
    synchronized void take(Arrival.Sound sound, double rate) {
        int all = sound.values().length;
        if (isFull() || all == 0 || sound.frame() + all <= nextRow) {
            return;
        }
        int known = (int) Math.max(0, nextRow - sound.frame());
        long forgotten = Math.max(0, sound.frame() - nextRow);
        waiting.add(new Arrival.Sound(forgotten, sound.frame() + known, sound.stamp() + known / rate, sound.offset(),
                Arrays.copyOfRange(sound.values(), known, all), sound.arrived()));
        nextRow = sound.frame() + all;
    }

    /** Takes an event, unless it came before, or one before it did not. */
    synchronized void take(long number, Arrival.Event event) {
        if (!isFull() && number == nextEvent) {
            waiting.add(event);
            nextEvent++;
        }
    }

    /** Takes news, which are few. */
    synchronized void take(Arrival news) {
        if (waiting.size() < 2 * MOST) {
            waiting.add(news);
        }
    }

    private boolean isFull() {
        return waiting.size() >= MOST;
    }

    /** All that has come since the last time. */
    public synchronized List<Arrival> all() {
        List<Arrival> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
