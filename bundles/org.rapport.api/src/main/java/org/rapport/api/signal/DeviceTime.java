package org.rapport.api.signal;

/**
 * The time of a block's samples as its device told it, so that a recording keeps what was sent beside what was made of it.
 *
 * @param stamps one a sample, in seconds of the device's clock, as they came
 * @param correction seconds that were added to each stamp to get the time of the sample; NaN if the samples were spread
 *        evenly instead: {@code times[i] = first + i * (last - first) / (samples - 1)}, and the last exactly {@code last}
 */
public record DeviceTime(double[] stamps, double correction) {
}
