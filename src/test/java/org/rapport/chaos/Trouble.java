package org.rapport.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that goes wrong for a while.
 *
 * @param words what it is, as the diary tells it
 * @param room what it happens to; no two troubles share one at a time
 * @param begin lets it happen
 * @param end makes it good again
 * @param told what must be said of it
 */
record Trouble(String words, String room, Step begin, Step end, List<Told> told) {

    /** Something to be done. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * A line by which the product must name the culprit.
     *
     * @param command whose output it is looked for in
     * @param pattern what is found in the line
     * @param most how often it may be said of one trouble
     * @param after only troubles of so many seconds must be told
     */
    record Told(String command, String pattern, int most, double after) {
    }

    /** Trouble that nothing need be said of. */
    static Trouble of(String words, String room, Step begin, Step end) {
        return new Trouble(words, room, begin, end, List.of());
    }

    Trouble told(String command, String pattern, int most) {
        return told(command, pattern, most, 0);
    }

    Trouble told(String command, String pattern, int most, double after) {
        return new Trouble(words, room, begin, end,
                Stream.concat(told.stream(), Stream.of(new Told(command, pattern, most, after))).toList());
    }
}
