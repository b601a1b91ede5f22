package org.rapport.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.lsl4j.LslClock;

/** What happened and when, on the LSL clock: what the oracle judges by, and what a reader understands a failure by. */
final class Diary {
    private final List<Entry> entries = new ArrayList<>();
    private double origin = LslClock.now();

    /**
     * A trouble that was.
     *
     * @param from when it began
     * @param to when it was over
     */
    record Entry(double from, double to, Trouble trouble) {
    }

    /** The times that are told count from now on. */
    void begin() {
        origin = LslClock.now();
    }

    double origin() {
        return origin;
    }

    void tell(String line) {
        System.out.printf(Locale.ROOT, "%8.2f s  %s%n", LslClock.now() - origin, line);
    }

    void add(double from, double to, Trouble trouble) {
        entries.add(new Entry(from, to, trouble));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether nothing happened to a room at any moment of a time. */
    boolean isCalm(String room, double from, double to) {
        return entries.stream().noneMatch(entry -> entry.trouble().room().equals(room) && entry.from() < to && entry.to() > from);
    }

    /** Seconds of trouble that a room had within a time. */
    double trouble(String room, double from, double to) {
        return entries.stream().filter(entry -> entry.trouble().room().equals(room))
                .mapToDouble(entry -> Math.max(0, Math.min(to, entry.to()) - Math.max(from, entry.from()))).sum();
    }

    /** A time as the diary tells it. */
    String at(double time) {
        return String.format(Locale.ROOT, "%.2f s", time - origin);
    }
}
