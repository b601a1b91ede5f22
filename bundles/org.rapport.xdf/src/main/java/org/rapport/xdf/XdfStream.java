package org.rapport.xdf;

import java.util.List;
import java.util.Optional;

/**
 * One stream of a recording.
 *
 * @param id its number in the file
 * @param header the XML that describes it
 * @param name {@code name} of the header, empty if it has none
 * @param type {@code type} of the header, empty if it has none
 * @param rate {@code nominal_srate}: samples a second, 0 where they come irregularly
 * @param channelCount how many values a sample has
 * @param format the type of its values
 * @param times the time stamp of each sample in seconds of the device's clock, as recorded: clock offsets are not applied
 *        and jitter is not removed. Where the file leaves a stamp out it is the one before plus the nominal interval, or
 *        NaN if there is none before; of a stream without any stamp all are deduced from its rate, from 0 on
 * @param values the samples one after the other, each with all its channels
 * @param clockOffsets in the order of the file; {@link ClockModel} makes use of them
 * @param footer the XML written when the recording was closed, if it was
 */
public record XdfStream(int id, String header, String name, String type, double rate, int channelCount, XdfFormat format,
        double[] times, XdfValues values, List<ClockOffset> clockOffsets, Optional<String> footer) {

    public XdfStream {
        clockOffsets = List.copyOf(clockOffsets);
    }

    /** The same stream with other times, one a sample. */
    public XdfStream withTimes(double[] others) {
        if (others.length != times.length) {
            throw new IllegalArgumentException(name + ": " + others.length + " times for " + times.length + " samples");
        }
        return new XdfStream(id, header, name, type, rate, channelCount, format, others, values, clockOffsets, footer);
    }

    /** How many samples it has. */
    public int samples() {
        return times.length;
    }
}
