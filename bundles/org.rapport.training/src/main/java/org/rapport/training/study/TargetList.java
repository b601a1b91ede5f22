package org.rapport.training.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.model.Range;

/**
 * {@code labels} of study.json: for each target the channel with its reports, or an object {@code {"channel" or "channels",
 * "combine", "unit", "range"}}.
 */
final class TargetList {
    private static final int MOST = 64;
    private static final Pattern NAME = Pattern.compile("[\\p{L}][\\p{L}\\p{N}_-]{0,63}");
    /** A channel of the predictions that is none of them. */
    private static final String VALIDITY = "validity";

    private final JsonEntry json;

    TargetList(JsonEntry json) {
        this.json = json;
    }

    /** At least one target, in the order of the file. */
    List<Target> read() throws FileFault {
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, JsonEntry> target : json.members().entrySet()) {
            if (!NAME.matcher(target.getKey()).matches() || target.getKey().equals(VALIDITY)) {
                throw target.getValue()
                        .fault("is no name of a target; use letters, digits, - and _, and another word than " + VALIDITY);
            }
            targets.add(target(target.getKey(), target.getValue()));
        }
        if (targets.isEmpty() || targets.size() > MOST) {
            throw json.fault("names " + (targets.isEmpty() ? "no" : "more than " + MOST)
                    + " targets; name the channel of each, such as \"warmth\": \"dial/right\"");
        }
        return targets;
    }

    private static Target target(String name, JsonEntry entry) throws FileFault {
        if (!(entry.value() instanceof Map)) {
            return new Target(name, List.of(LabelTrack.of(entry.text())), Combination.MEAN, "", Range.ANY);
        }
        entry.allow(List.of("channel", "channels", "combine", "unit", "range"));
        boolean areSeveral = entry.get("channels").isPresent();
        if (areSeveral && entry.get("channel").isPresent()) {
            throw entry.needed("channel").fault("stands beside \"channels\"; leave one of them out");
        }
        if (!areSeveral && entry.get("combine").isPresent()) {
            throw entry.needed("combine").fault("is for the \"channels\" of several annotators; here is one \"channel\"");
        }
        List<LabelTrack> tracks = areSeveral ? annotators(entry) : List.of(LabelTrack.of(entry.needed("channel").text()));
        Combination combination = entry.get("combine").isPresent() ? entry.needed("combine").word(Combination.class)
                : Combination.MEAN;
        String unit = entry.get("unit").isPresent() ? entry.needed("unit").text() : "";
        return new Target(name, tracks, combination, unit,
                entry.get("range").isPresent() ? range(entry.needed("range")) : Range.ANY);
    }

    private static List<LabelTrack> annotators(JsonEntry entry) throws FileFault {
        List<LabelTrack> tracks = new ArrayList<>();
        for (JsonEntry channel : entry.list("channels")) {
            LabelTrack track = LabelTrack.of(channel.text());
            if (tracks.contains(track)) {
                throw channel.fault("is there twice; name the channel of each annotator once");
            }
            tracks.add(track);
        }
        if (tracks.size() < 2 || tracks.size() > MOST) {
            throw entry.needed("channels").fault("must name the channels of 2 to " + MOST
                    + " annotators, such as [\"anna/valence\", \"ben/valence\"]; of one it is \"channel\"");
        }
        return tracks;
    }

    private static Range range(JsonEntry entry) throws FileFault {
        List<JsonEntry> limits = entry.elements();
        if (limits.size() != 2) {
            throw entry.fault("must be the least and the most that can be reported, such as [0, 100]");
        }
        try {
            return new Range(limits.get(0).number(), limits.get(1).number());
        } catch (IllegalArgumentException e) {
            throw entry.fault("is wrong: " + e.getMessage());
        }
    }
}
