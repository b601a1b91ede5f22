package org.rapport.training.check;

import java.util.Locale;
import java.util.Optional;

import org.rapport.training.features.Reports;
import org.rapport.training.study.Target;

/** One target's reports over all sessions of a study. */
final class LabelSummary {
    private final Target target;
    private int sessions;
    private long reports;
    private double covered;
    private double seconds;
    private float least = Float.POSITIVE_INFINITY;
    private float most = Float.NEGATIVE_INFINITY;

    LabelSummary(Target target) {
        this.target = target;
    }

    /**
     * Takes one session's reports.
     *
     * @param length seconds of the session
     * @return what is wrong with them, to be read after "the warmth labels"; empty if nothing is
     */
    Optional<String> add(Reports added, double length) {
        seconds += length;
        long valid = 0;
        double first = Double.NaN;
        double last = Double.NaN;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < added.values().length; i++) {
            float value = added.values()[i];
            if (!Float.isNaN(value)) {
                first = valid++ == 0 ? added.times()[i] : first;
                last = added.times()[i];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (valid == 0) {
            return Optional.of(
                    added.values().length == 0 ? "are not there: no report at all" : "are not there: all " + added.values().length
                            + " reports are missing values; take the session out of study.json, or find its reports");
        }
        sessions++;
        reports += valid;
        covered += last - first;
        least = Math.min(least, low);
        most = Math.max(most, high);
        if (!target.range().holds(low) || !target.range().holds(high)) {
            return Optional.of("go from " + low + " to " + high + ", but their \"range\" in study.json is from "
                    + target.range().low() + " to " + target.range().high());
        }
        return low < high ? Optional.empty() : Optional.of("never change");
    }

    String describe(int ofSessions) {
        return String.format(Locale.ROOT, "label %s from %s: in %d of %d sessions, %d reports%s over %.1f %% of the time",
                target.name(), target.source(), sessions, ofSessions, reports,
                reports == 0 ? "" : " from " + least + " to " + most, seconds == 0 ? 0 : 100 * covered / seconds)
                + (target.unit().isEmpty() ? "" : ", in " + target.unit());
    }
}
