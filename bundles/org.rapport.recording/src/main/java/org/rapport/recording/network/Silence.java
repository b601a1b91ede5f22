package org.rapport.recording.network;

import java.util.Locale;

/**
 * Whether a stream has fallen silent though its connection stands, as when a cable is out, and what is missing when it is heard
 * again. A stream of no rate may be silent for ever, but its host answers when its clock is asked for.
 */
final class Silence {
    /** Seconds without a sample that are no trouble in any case. */
    private static final double SHORTEST = 3;
    /** A device that sends in packets is silent between them; one or two may come late. */
    private static final double USUAL = 2.5;
    private static final double LONGEST = 15;
    /** Seconds without an answer of its clock, which is asked for every 5 s, or without a first sample. */
    private static final double NO_ANSWER = 20;
    /** Periods between two samples with none missing. */
    private static final double PERIODS = 2.5;

    private final double rate;
    private double heardAt = Double.NaN;
    private double usual;
    private double lastStamp = Double.NaN;
    private double jump;
    private boolean isHeard;
    private boolean isSilent;

    /** What there is to tell. */
    enum News {
        NOTHING,
        SILENT,
        BACK
    }

    /** @param rate nominal, in Hz; 0 if it has none */
    Silence(double rate) {
        this.rate = rate;
    }

    /** Takes note of samples by their stamps, of whatever clock. */
    void samples(double first, double last) {
        if (!isHeard && !Double.isNaN(lastStamp)) {
            jump = first - lastStamp;
        }
        lastStamp = last;
        usual = Math.max(usual, Math.min(LONGEST, last - first)); // what comes at once was gathered as long
        isHeard = true;
    }

    /** Takes note that its clock was measured. */
    void clock() {
        isHeard |= rate == 0;
    }

    /** @param now in seconds, of a clock that stands still while this program does */
    News news(double now) {
        double silence = now - heardAt;
        if (isHeard || Double.isNaN(heardAt)) {
            boolean wasSilent = isSilent;
            usual = !isHeard || wasSilent ? usual : Math.max(usual, silence);
            heardAt = now;
            isHeard = false;
            isSilent = false;
            return wasSilent ? News.BACK : News.NOTHING;
        }
        if (!isSilent && silence > patience()) {
            isSilent = true;
            return News.SILENT;
        }
        return News.NOTHING;
    }

    private double patience() {
        if (Double.isNaN(lastStamp)) {
            return NO_ANSWER; // its way is not known
        }
        return rate > 0 ? Math.max(SHORTEST, Math.min(LONGEST, USUAL * Math.max(usual, 1 / rate))) : NO_ANSWER;
    }

    /** What of it did not come, in words, once it is heard again; empty if nothing is known to be missing. */
    String missing() {
        if (rate == 0) {
            return "";
        }
        if (jump < 0) {
            return "its clock was set back";
        }
        return jump <= PERIODS * Math.max(1 / rate, usual) ? ""
                : String.format(Locale.ROOT, "%.1f s of its samples are missing", jump);
    }
}
