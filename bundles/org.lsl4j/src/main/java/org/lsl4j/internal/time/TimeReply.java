package org.lsl4j.internal.time;

import java.util.StringTokenizer;

/**
 * What an outlet answers to a time probe. All times are in seconds.
 *
 * @param wave the number of the exchange
 * @param sent when the probe was sent, by the clock of who sent it
 * @param arrived when it arrived, by the outlet's clock
 * @param answered when the answer was sent, by the outlet's clock
 */
public record TimeReply(int wave, double sent, double arrived, double answered) {

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException if it is not four numbers
     */
    public static TimeReply parse(String text) {
        StringTokenizer words = new StringTokenizer(text);
        if (words.countTokens() != 4) {
            throw new IllegalArgumentException("'" + text + "' does not consist of four numbers");
        }
        return new TimeReply(Integer.parseInt(words.nextToken()), Double.parseDouble(words.nextToken()),
                Double.parseDouble(words.nextToken()), Double.parseDouble(words.nextToken()));
    }
}
