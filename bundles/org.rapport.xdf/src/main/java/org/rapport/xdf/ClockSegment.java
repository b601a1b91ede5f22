package org.rapport.xdf;

/**
 * A device's clock from one of its beginnings to the next: a line through the measurements of its offset. All times in seconds.
 *
 * @param from first believed measurement, on the device's clock
 * @param to last believed measurement, on the device's clock
 * @param centre where {@code offset} holds, on the device's clock
 * @param offset what to add there to a stamp of the device to get the recorder's time
 * @param drift by how much the offset grows, in seconds a second of the device's clock; 0 where too few were measured to know
 * @param measurements how many are believed
 * @param outliers how many are not
 * @param spread standard deviation of the believed measurements from the line
 * @param largest the largest of these deviations, without sign
 */
public record ClockSegment(double from, double to, double centre, double offset, double drift, int measurements, int outliers,
        double spread, double largest) {

    /** The recorder's time of a stamp of the device. */
    public double time(double stamp) {
        double since = stamp - centre; // first, as offsets and stamps can be nine digits long
        return since + (centre + offset + drift * since);
    }

    /** What to add to a stamp of the device. */
    public double offsetAt(double stamp) {
        return offset + drift * (stamp - centre);
    }
}
