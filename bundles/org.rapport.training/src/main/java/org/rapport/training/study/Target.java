package org.rapport.training.study;

import java.util.Optional;

import org.rapport.model.Range;

/**
 * What people report and a model is to predict.
 *
 * @param name as reports and models call it
 * @param track where its reports are recorded; empty for one that a model predicts and this study does not have
 * @param unit of the reports, empty if they have none
 * @param range what can be reported
 */
public record Target(String name, Optional<LabelTrack> track, String unit, Range range) {

    /** One with any values, in the channel of its name. */
    public static Target of(String name) {
        return new Target(name, Optional.of(new LabelTrack("", name)), "", Range.ANY);
    }

    /** One that was not reported. */
    static Target unreported(String name) {
        return new Target(name, Optional.empty(), "", Range.ANY);
    }
}
