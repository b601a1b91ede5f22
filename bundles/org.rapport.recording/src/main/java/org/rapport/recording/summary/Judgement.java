package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an experimenter should know of a recording before the participants leave. */
final class Judgement {
    /** Of a stream's time that may be in gaps. */
    static final double MOST_GAPS = 0.01;
    /** Of a stream's samples that may have the stamp of the one before. */
    static final double MOST_DUPLICATES = 0.01;
    /** Of a stream's values that may be missing. */
    static final double MOST_MISSING = 0.2;
    /** How far a real rate may be from the nominal one. */
    static final double RATE_TOLERANCE = 0.05;
    /** Seconds a second by which a device's clock may go wrong: a crystal's is a tenth of it. */
    static final double MOST_DRIFT = 500e-6;

    private Judgement() {
    }

    /** One line each; empty for a recording without trouble. */
    static List<String> troubles(RecordingSummary summary) {
        List<String> troubles = new ArrayList<>(summary.warnings());
        for (StreamSummary stream : summary.streams()) {
            if (!stream.isOwn()) {
                add(stream, troubles);
            }
        }
        return troubles;
    }

    private static void add(StreamSummary stream, List<String> troubles) {
        String name = stream.title();
        if (stream.samples() == 0) {
            troubles.add(name + " has no samples");
            return;
        }
        if (stream.gaps().seconds() > MOST_GAPS * stream.duration()) {
            troubles.add(String.format(Locale.ROOT, "%s: %d gaps, together %.1f s of %.1f s", name, stream.gaps().count(),
                    stream.gaps().seconds(), stream.duration()));
        }
        if (stream.atOnce() == 1 && stream.duplicates() > MOST_DUPLICATES * stream.samples()) {
            troubles.add(name + ": " + stream.duplicates() + " samples have the time stamp of the one before");
        }
        if (stream.missing() > MOST_MISSING) {
            troubles.add(String.format(Locale.ROOT, "%s: %.0f %% of its values are missing", name, 100 * stream.missing()));
        }
        double rate = stream.header().rate();
        if (rate > 0 && Math.abs(stream.measuredRate() - rate) > RATE_TOLERANCE * rate) {
            troubles.add(String.format(Locale.ROOT, "%s: %.4g samples a second instead of %.4g", name, stream.measuredRate(),
                    rate));
        }
        if (Math.abs(stream.drift()) > MOST_DRIFT) {
            troubles.add(String.format(Locale.ROOT, "%s: its clock goes %.0f ppm wrong", name, 1e6 * stream.drift()));
        }
        if (stream.backwards() > 0) {
            troubles.add(name + ": its clock was set back " + stream.backwards() + " times");
        }
        if (stream.unstamped() > 0) {
            troubles.add(name + ": the time of " + stream.unstamped() + " samples is not known");
        }
    }
}
