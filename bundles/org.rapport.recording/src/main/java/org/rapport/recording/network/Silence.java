package org.rapport.recording.network;

import java.util.Arrays;
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
    /** Seconds without an answer of its clock, which is asked for every 5 s, or of a device whose way is not known yet. */
    private static final double NO_ANSWER = 20;
    private static final int REMEMBERED = 16;
    /** Silences until its way is known, and one of how many may be an outage. */
    private static final int KNOWN = 8;
    /** Periods between two samples with none missing. */
    private static final double PERIODS = 2.5;

    private final double rate;
    private final double[] silences = new double[REMEMBERED];
    private int count;
    private double heardAt = Double.NaN;
    private double lastStamp = Double.NaN;
    private double jump;
    private boolean isHeard;
    private boolean isSilent;

    /** What there is to tell. */
    enum News {
        NOTHING, SILENT, BACK
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
            if (isHeard && !Double.isNaN(heardAt)) {
                silences[count++ % REMEMBERED] = silence;
            }
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
        double least = rate > 0 ? USUAL / rate : 0;
        return Math.max(least, rate > 0 && count >= KNOWN ? Math.max(SHORTEST, Math.min(LONGEST, USUAL * usual())) : NO_ANSWER);
    }

    /** The longest of the last silences, apart from outages. */
    private double usual() {
        int known = Math.min(count, REMEMBERED);
        double[] sorted = Arrays.copyOf(silences, known);
        Arrays.sort(sorted);
        return known == 0 ? 1 / rate : Math.max(1 / rate, sorted[known - 1 - known / KNOWN]);
    }

    /** What of it did not come, in words, once it is heard again; empty if nothing is known to be missing. */
    String missing() {
        if (rate == 0) {
            return "";
        }
        if (jump < 0) {
            return "its clock was set back";
        }
        return jump <= PERIODS * usual() ? "" : String.format(Locale.ROOT, "%.1f s of its samples are missing", jump);
    }
}
