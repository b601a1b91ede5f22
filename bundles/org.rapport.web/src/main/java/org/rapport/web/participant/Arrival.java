package org.rapport.web.participant;

import java.util.List;
import java.util.Objects;

/**
 * What comes from a participant's page for one seat, in order. Times are told twice: by the page's own clock, as it stamped them,
 * and in seconds of the runtime's LSL clock.
 */
public sealed interface Arrival {

    /**
     * Rows of samples; each comes once, in the order of its number.
     *
     * @param forgotten how many rows before these the page could not keep until they were taken
     * @param stamps one a row, in seconds of the page's clock
     * @param offset seconds to add to a stamp to get LSL time
     * @param columns values a row
     * @param values row by row
     * @param arrived when they came, in seconds of the LSL clock
     */
    record Rows(long forgotten, double[] stamps, double offset, int columns, float[] values, double arrived) implements Arrival {
    }

    /**
     * Sound, 16 bits a sample.
     *
     * @param forgotten how many samples before these are missing
     * @param frame the number of the first sample, counted since the microphone was switched on
     * @param stamp of that sample, in seconds of the page's clock
     * @param offset seconds to add to a stamp to get LSL time
     */
    record Sound(long forgotten, long frame, double stamp, double offset, short[] values, double arrived) implements Arrival {
    }

    /** Something that happened on the page, once, in order. @param time in seconds of the LSL clock */
    record Event(double time, List<String> values) implements Arrival {
        public Event {
            values = List.copyOf(values);
        }
    }

    /** The person agreed. @param time in seconds of the LSL clock */
    record Agreed(Consent consent, double time) implements Arrival {
        public Agreed {
            Objects.requireNonNull(consent);
        }
    }

    /** How it stands with the page, when that changes. @param time in seconds of the LSL clock */
    record Presence(PageState state, double time, String reason) implements Arrival {
        public Presence {
            Objects.requireNonNull(state);
            Objects.requireNonNull(reason);
        }
    }

    /**
     * The page's clock was measured against the LSL clock.
     *
     * @param offset seconds to add to the page's clock
     * @param uncertainty seconds by which that may be wrong
     * @param time when, in seconds of the LSL clock
     */
    record Measured(double offset, double uncertainty, double time) implements Arrival {
    }
}
