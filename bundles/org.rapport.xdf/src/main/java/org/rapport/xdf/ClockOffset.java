package org.rapport.xdf;

/**
 * One measurement of how far a device's clock was from the recorder's.
 *
 * @param time when it was measured, in seconds of the recorder's clock
 * @param offset what to add to a time stamp of the device to get the recorder's time, in seconds
 */
public record ClockOffset(double time, double offset) {
}
