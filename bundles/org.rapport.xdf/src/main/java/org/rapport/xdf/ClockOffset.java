package org.rapport.xdf;

/**
 * One measurement of how far a device's clock was from the recorder's, as a ClockOffset chunk holds it.
 *
 * @param time when it was measured, in seconds of the device's clock (LabRecorder: local time - offset)
 * @param offset what to add to a time stamp of the device to get the recorder's time, in seconds
 */
public record ClockOffset(double time, double offset) {
    /**
     * A measurement whose time is known on the recorder's clock.
     *
     * @param recorderTime in seconds of the recorder's clock
     * @param offset as {@link #offset()}
     */
    public static ClockOffset at(double recorderTime, double offset) {
        return new ClockOffset(recorderTime - offset, offset);
    }

    /** When it was measured, in seconds of the recorder's clock. */
    double recorderTime() {
        return time + offset;
    }

    boolean isFinite() {
        return Double.isFinite(time) && Double.isFinite(offset);
    }
}
