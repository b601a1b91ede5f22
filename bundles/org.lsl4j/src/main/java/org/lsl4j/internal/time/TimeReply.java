package org.lsl4j.internal.time;

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
        String[] words = text.strip().split("\\s+");
        if (words.length != 4) {
            throw new IllegalArgumentException("'" + text + "' does not consist of four numbers");
        }
        return new TimeReply(Integer.parseInt(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]),
                Double.parseDouble(words[3]));
    }
}
