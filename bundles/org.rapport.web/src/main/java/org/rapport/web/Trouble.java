package org.rapport.web;

/**
 * Something that somebody should look at. Equal ones are one with a count.
 *
 * @param number by which it is acknowledged
 * @param about the stream, node or file
 * @param kind what kind of trouble, in a word
 * @param text what it is, in a line
 * @param grave whether the session suffers from it
 * @param first when it began, in seconds of the LSL clock
 * @param last when it was told last
 * @param count how often it was told
 * @param over since when it is over; NaN while it lasts
 * @param acknowledged whether somebody has seen it
 */
record Trouble(long number, String about, String kind, String text, boolean grave, double first, double last, long count,
        double over, boolean acknowledged) {
    Trouble again(String words, double time) {
        return new Trouble(number, about, kind, words, grave, first, time, count + 1, Double.NaN, acknowledged);
    }

    Trouble overAt(double time) {
        return new Trouble(number, about, kind, text, grave, first, last, count, time, acknowledged);
    }

    Trouble seen() {
        return new Trouble(number, about, kind, text, grave, first, last, count, over, true);
    }

    boolean lasts() {
        return Double.isNaN(over);
    }
}
