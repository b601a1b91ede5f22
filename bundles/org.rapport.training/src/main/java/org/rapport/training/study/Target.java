package org.rapport.training.study;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.rapport.model.Range;

/**
 * What people report and a model is to predict.
 *
 * @param name as reports and models call it
 * @param tracks where its reports are recorded, one for each annotator; none for one that a model predicts and this study does
 *        not have
 * @param combination how those of several annotators become one
 * @param unit of the reports, empty if they have none
 * @param range what can be reported
 */
public record Target(String name, List<LabelTrack> tracks, Combination combination, String unit, Range range) {

    public Target {
        tracks = List.copyOf(tracks);
    }

    /** One with any values, in the channel of its name. */
    public static Target of(String name) {
        return new Target(name, List.of(new LabelTrack("", name)), Combination.MEAN, "", Range.ANY);
    }

    /** Where its reports are, in words. */
    public String source() {
        String names = tracks.stream().map(LabelTrack::toString).collect(Collectors.joining(", "));
        return tracks.isEmpty() ? "nowhere"
                : tracks.size() == 1 ? names : names + " (" + combination.name().toLowerCase(Locale.ROOT) + ")";
    }

    /** One that was not reported. */
    static Target unreported(String name) {
        return new Target(name, List.of(), Combination.MEAN, "", Range.ANY);
    }
}
