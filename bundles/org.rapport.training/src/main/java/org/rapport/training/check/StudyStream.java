package org.rapport.training.check;

import java.util.Locale;

import org.rapport.training.features.Samples;

/** One stream over all recordings of a study. */
final class StudyStream {
    private int recordings;
    private int channels;
    private double nominalRate;
    private double seconds;
    private long intervals;
    private long values;
    private long valid;

    /** @return the seconds from its first sample to its last */
    double add(Samples samples, double rate) {
        double[] times = samples.times();
        double length = times.length == 0 ? 0 : times[times.length - 1] - times[0];
        recordings++;
        channels = samples.width();
        nominalRate = rate;
        seconds += length;
        intervals += Math.max(0, times.length - 1);
        values += samples.values().length;
        for (float value : samples.values()) {
            valid += Float.isNaN(value) ? 0 : 1;
        }
        return length;
    }

    String describe(int ofRecordings) {
        String rate = nominalRate == 0 ? "irregular"
                : String.format(Locale.ROOT, "%.2f Hz (nominally %s)", intervals / seconds, nominalRate);
        return String.format(Locale.ROOT, "in %d of %d recordings, %d channels, %s, %.1f %% valid", recordings, ofRecordings,
                channels, rate, 100.0 * valid / values);
    }
}
