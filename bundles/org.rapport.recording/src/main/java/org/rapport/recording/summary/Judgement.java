package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.rapport.xdf.ClockSegment;

/**
 * What an experimenter should know of a recording before the participants leave.
 *
 * @param troubles what makes it worse than it should be, one line each; empty for a recording without trouble
 * @param notes what is worth knowing and was put right, or does no harm, one line each
 */
record Judgement(List<String> troubles, List<String> notes) {
    /** Of a stream's time that may be in gaps. */
    static final double MOST_GAPS = 0.01;
    /** Of a stream's samples that may have the stamp of the one before, or be older. */
    static final double MOST_DUPLICATES = 0.01;
    /** Of a stream's values that may be missing. */
    static final double MOST_MISSING = 0.2;
    /** How far a real rate may be from the nominal one. */
    static final double RATE_TOLERANCE = 0.05;
    /** Seconds a second by which a device's clock may go wrong: a crystal's is a tenth of it. */
    static final double MOST_DRIFT = 500e-6;
    private static final double DAY = 86_400;
    /** Seconds that a clock may drift in a whole recording without being worth a word. */
    private static final double LITTLE_DRIFT = 0.005;

    Judgement {
        troubles = List.copyOf(troubles);
        notes = List.copyOf(notes);
    }

    static Judgement of(RecordingSummary summary) {
        List<String> troubles = new ArrayList<>(summary.warnings());
        List<String> notes = new ArrayList<>();
        for (StreamSummary stream : summary.streams()) {
            if (!stream.isOwn()) {
                new Words(summary, stream, troubles, notes).say();
            }
        }
        return new Judgement(troubles, notes);
    }

    boolean isGood() {
        return troubles.isEmpty();
    }

    /** One sentence: GO or NO-GO, and why. */
    String verdict(RecordingSummary summary) {
        long streams = summary.streams().stream().filter(stream -> !stream.isOwn()).count();
        if (isGood()) {
            return String.format(Locale.ROOT, "GO: %s over %.1f s, nothing is missing and no clock is off.",
                    streams == 1 ? "1 stream" : streams + " streams", summary.seconds());
        }
        return "NO-GO: " + troubles.get(0) + (troubles.size() == 1 ? "." : ", and " + (troubles.size() - 1) + " more.");
    }

    /** Judges one stream. */
    private record Words(RecordingSummary summary, StreamSummary stream, List<String> troubles, List<String> notes) {
        void say() {
            if (stream.samples() == 0) {
                trouble("%s has no samples", name());
                return;
            }
            saySamples();
            sayRate();
            sayOrder();
            sayClock();
        }

        private void saySamples() {
            Gaps gaps = stream.gaps();
            if (gaps.count() > 0) {
                String text = String.format(Locale.ROOT, "%s: %s, together %.1f s of %.1f s, the longest %.3f s at %.3f s",
                        name(), counted(gaps.count(), "gap", "gaps"), gaps.seconds(), stream.duration(), gaps.longest().seconds(),
                        since(gaps.longest().from()));
                (gaps.seconds() > MOST_GAPS * stream.duration() ? troubles : notes).add(text);
            }
            if (stream.missing() > MOST_MISSING) {
                trouble("%s: %.0f %% of its values are missing", name(), 100 * stream.missing());
            }
            if (stream.unstamped() > 0) {
                trouble("%s: the time of %d samples is not known", name(), stream.unstamped());
            }
        }

        private void sayRate() {
            double nominal = stream.header().rate();
            double measured = stream.measuredRate();
            if (stream.rhythm().claimed()) {
                note(Double.isInfinite(stream.rhythm().period())
                        ? "%s claims %.6g samples a second, but is irregular, with %.4g a second: its times are taken as they are"
                        : "%s claims %.6g samples a second and has %.4g: taken as measured", name(), nominal,
                        stream.rhythm().rate());
            } else if (nominal > 0 && Math.abs(measured - nominal) > RATE_TOLERANCE * nominal) {
                trouble("%s: %.4g samples a second instead of %.4g", name(), measured, nominal);
            }
        }

        private void sayOrder() {
            Tally duplicates = stream.duplicates();
            if (stream.atOnce() == 1 && duplicates.count() > 0) {
                tell(duplicates, "%s: %s the time stamp of the one before, the first at %.3f s", name(),
                        counted(duplicates.count(), "sample has", "samples have"), since(duplicates.first().get(0).time()));
            }
            Tally mixed = stream.outOfOrder();
            if (mixed.count() > 0) {
                tell(mixed, "%s: %s out of order, the first at %.3f s, by up to %.3f s", name(),
                        counted(mixed.count(), "sample is", "samples are"), since(mixed.first().get(0).time()), mixed.largest());
            }
            if (stream.setBack().count() > 0) {
                Tally.Moment first = stream.setBack().first().get(0);
                trouble("%s: its clock was set back %s, first at %.3f s by %.3f s, and no measurement shows it", name(),
                        counted(stream.setBack().count(), "time", "times"), since(first.time()), first.size());
            }
        }

        private void tell(Tally tally, String format, Object... arguments) {
            boolean regular = stream.header().rate() > 0; // events may come together
            (regular && tally.count() > MOST_DUPLICATES * stream.samples() ? troubles : notes)
                    .add(String.format(Locale.ROOT, format, arguments));
        }

        private void sayClock() {
            if (!summary.isTogether(stream) && !stream.isDeduced()) { // that is told already
                double away = Math.abs(stream.first() - summary.start());
                trouble("%s: its times are on another clock, %s away, that was not measured; it cannot be aligned with the "
                        + "others", name(),
                        away < DAY ? String.format(Locale.ROOT, "%.0f s", away)
                                : String.format(Locale.ROOT, "%.1f days", away / DAY));
            }
            for (Tally.Moment restart : stream.restarts().first()) {
                note("%s: its device's clock restarted at %.3f s, by %+.3f s; corrected", name(), since(restart.time()),
                        restart.size());
            }
            if (stream.clock().outliers() + stream.clock().ignored() > 0) {
                note("%s: %d of %d clock measurements are ignored as outliers", name(),
                        stream.clock().outliers() + stream.clock().ignored(), stream.clockOffsets());
            }
            double drift = stream.drift();
            if (Math.abs(drift) * stream.duration() > LITTLE_DRIFT) {
                ClockSegment line = stream.clock().segments().get(0);
                String text = String.format(Locale.ROOT,
                        "%s: its clock drifts by %.0f ppm, %.3f s in all; corrected to within %.2f ms", name(), 1e6 * drift,
                        drift * stream.duration(), 1000 * line.spread());
                (Math.abs(drift) > MOST_DRIFT ? troubles : notes).add(text);
            }
        }

        private static String counted(long count, String one, String several) {
            return count + " " + (count == 1 ? one : several);
        }

        private String name() {
            return summary.title(stream);
        }

        private double since(double time) {
            return time - (summary.isTogether(stream) ? summary.start() : stream.earliest());
        }

        private void trouble(String format, Object... arguments) {
            troubles.add(String.format(Locale.ROOT, format, arguments));
        }

        private void note(String format, Object... arguments) {
            notes.add(String.format(Locale.ROOT, format, arguments));
        }
    }
}
