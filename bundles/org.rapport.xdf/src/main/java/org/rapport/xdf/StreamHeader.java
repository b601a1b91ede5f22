package org.rapport.xdf;

import java.util.Map;
import java.util.stream.LongStream;

/**
 * What the header of a stream says that matters for its samples.
 *
 * @param name {@code name}, empty if it has none
 * @param type {@code type}, empty if it has none
 * @param rate {@code nominal_srate}: samples a second, 0 where they come irregularly
 * @param channelCount how many values a sample has, from 1 to 2^20
 * @param format the type of its values
 */
public record StreamHeader(String name, String type, double rate, int channelCount, XdfFormat format) {
    /** More channels than any device has: a larger count is damage. */
    public static final int MOST_CHANNELS = 1 << 20;

    /** @throws XdfException if something is missing or impossible; the message says what */
    static StreamHeader parse(String xml) throws XdfException {
        Map<String, String> info = ChunkXml.parse(xml);
        String format = info.getOrDefault("channel_format", "");
        return new StreamHeader(info.getOrDefault("name", ""), info.getOrDefault("type", ""),
                rate(info.getOrDefault("nominal_srate", "0")), channelCount(info.getOrDefault("channel_count", "")),
                XdfFormat.of(format).orElseThrow(() -> new XdfException(
                        "channel_format \"" + format + "\" is none of float32, double64, int8, int16, int32, int64, string")));
    }

    private static double rate(String text) throws XdfException {
        try {
            double rate = Double.parseDouble(text);
            if (rate >= 0 && rate < Double.POSITIVE_INFINITY) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new XdfException("nominal_srate \"" + text + "\" is not a rate");
    }

    private static int channelCount(String text) throws XdfException {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MOST_CHANNELS) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new XdfException("channel_count \"" + text + "\" is not between 1 and " + MOST_CHANNELS);
    }

    /** Seconds from one sample to the next as the header promises, 0 where it promises nothing. */
    public double interval() {
        return rate > 0 ? 1 / rate : 0;
    }

    /**
     * The times of samples of a stream that has no time stamp at all: by its rate, from one interval after 0 on, as pyxdf has
     * them; NaN if it has no rate.
     *
     * @param first the number of the first of them in the stream, from 0
     */
    public double[] deducedTimes(long first, int count) {
        return LongStream.range(first, first + count).mapToDouble(i -> rate > 0 ? (i + 1) / rate : Double.NaN).toArray();
    }
}
