package org.rapport.api.signal;

import java.util.Objects;

/**
 * How well a device keeps time and how complete it is, counted from its first sample. Sent every few seconds.
 *
 * @param stream the stream
 * @param time when this was found, in seconds of the LSL clock
 * @param samples how many samples came
 * @param rate samples a second by their stamps, NaN where that has no meaning
 * @param jitter the standard deviation of the stamps about an even rate, in seconds; NaN for irregular streams
 * @param missing how many samples the stamps and the nominal rate say are missing
 * @param duplicates how many samples had the stamp of the one before
 * @param burst how many samples come at once and are spread evenly, 0 if they come one by one
 * @param confidence the mean of what the device says of its own confidence, in its own unit (mostly 0 to 1); NaN if it says
 *        nothing
 * @param offset seconds to add to the device's clock to get this machine's, NaN if it is not known
 * @param uncertainty seconds by which the offset may be wrong, NaN if it is not known
 * @param offsetTime when the offset was measured, in seconds of this machine's LSL clock
 */
public record StreamQuality(StreamId stream, double time, long samples, double rate, double jitter, long missing, long duplicates,
        long burst, double confidence, double offset, double uncertainty, double offsetTime) implements Signal {

    public StreamQuality {
        Objects.requireNonNull(stream);
    }

    /** With an offset that was measured just now. */
    public StreamQuality(StreamId stream, double time, long samples, double rate, double jitter, long missing, long duplicates,
            long burst, double confidence, double offset, double uncertainty) {
        this(stream, time, samples, rate, jitter, missing, duplicates, burst, confidence, offset, uncertainty, time);
    }

    /** The same with an offset that was measured at a time of this machine's LSL clock. */
    public StreamQuality withOffsetOf(double measured) {
        return new StreamQuality(stream, time, samples, rate, jitter, missing, duplicates, burst, confidence, offset, uncertainty,
                measured);
    }
}
