package org.rapport.xdf;

/** On which clock a file says when the offsets of clocks were measured. */
enum OffsetConvention {
    /** On the device's, as LabRecorder and all others do. */
    DEVICE_CLOCK,
    /** On the recorder's: so did {@link XdfWriter} until it began to leave its {@link #MARK}. */
    RECORDER_CLOCK;

    /** The fact in the file header that {@link XdfWriter} leaves. */
    static final String MARK = "collection_time";
    static final String MARK_VALUE = "device clock";
    /** The whole file header that {@link XdfWriter} wrote before. */
    private static final String FORMER_HEADER = "<?xml version=\"1.0\" ?><info><version>1.0</version></info>";
    /** How the headers of its own streams began; salvaged streams of other recorders begin otherwise. */
    private static final String OWN_STREAM = "<?xml version=\"1.0\" ?><info>";

    /** @param header the XML of the file header */
    static OffsetConvention of(String header) {
        return header.equals(FORMER_HEADER) ? RECORDER_CLOCK : DEVICE_CLOCK;
    }

    /** That of one stream. */
    OffsetConvention inStream(String header) {
        return header.startsWith(OWN_STREAM) ? this : DEVICE_CLOCK;
    }

    ClockOffset offset(double time, double offset) {
        return this == RECORDER_CLOCK ? ClockOffset.at(time, offset) : new ClockOffset(time, offset);
    }
}
