package org.rapport.web.participant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of films for a participant.
 *
 * @param places for each place the number of the film, from 0
 * @param words how it came about, for people
 */
record FilmOrder(List<Integer> places, String words) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    FilmOrder {
        places = List.copyOf(places);
    }

    /**
     * Draws one.
     *
     * @param kind given, shuffled or latin-square
     * @param films how many there are
     * @param before how many participants had an order before, for who has no number
     */
    static FilmOrder of(String kind, int films, long seed, String participant, int before) {
        if (kind.equals("shuffled")) {
            List<Integer> all = given(films);
            // far apart for near seeds and codes
            long own = seed * 0x9E3779B97F4A7C15L ^ participant.hashCode() * 0xBF58476D1CE4E5B9L;
            Collections.shuffle(all, new Random(own)); // the same in every Java
            return new FilmOrder(all, "shuffled with seed " + seed + " and the code");
        } else if (kind.equals("latin-square")) {
            int rows = rows(films);
            int row = Math.floorMod(number(participant).orElse(before + 1) - 1, Math.max(1, rows));
            return new FilmOrder(latin(films, row), "row " + (row + 1) + " of " + rows + " of a balanced Latin square");
        }
        return new FilmOrder(given(films), "as given");
    }

    /** The last number in a code, such as 12 of {@code R12}. */
    private static OptionalInt number(String participant) {
        Matcher found = NUMBER.matcher(participant);
        OptionalInt last = OptionalInt.empty();
        while (found.find()) {
            last = OptionalInt.of(Integer.parseInt(found.group()));
        }
        return last;
    }

    private static List<Integer> given(int films) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < films; i++) {
            all.add(i);
        }
        return all;
    }

    /** How many rows a balanced square has: an odd number of films needs each row backwards as well. */
    static int rows(int films) {
        return films % 2 == 0 ? films : 2 * films;
    }

    /**
     * A row of Williams' square: each film is at each place equally often, and follows each other film equally often.
     *
     * @param row from 0
     */
    static List<Integer> latin(int films, int row) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < films; place++) {
            int zigzag = place % 2 == 1 ? (place + 1) / 2 : (films - place / 2) % films; // 0, 1, n-1, 2, n-2, ...
            places.add((zigzag + row) % films);
        }
        if (row >= films) {
            Collections.reverse(places);
        }
        return places;
    }
}
