package org.rapport.xdf;

/** Stream headers for the tests. */
final class Headers {
    private Headers() {
    }

    static String of(XdfFormat format, int channels, double rate) {
        return "<info><name>test &amp; \u00e4</name><type>EEG</type><channel_count>" + channels
                + "</channel_count><nominal_srate>" + rate + "</nominal_srate><channel_format>" + format.word()
                + "</channel_format><desc><channels><channel><name>inner</name></channel></channels></desc></info>";
    }
}
