package org.rapport.training.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.model.Range;

/**
 * {@code labels} of study.json: for each target the channel with its reports, or an object {@code {"channel", "unit",
 * "range"}}.
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
            return new Target(name, Optional.of(LabelTrack.of(entry.text())), "", Range.ANY);
        }
        entry.allow(List.of("channel", "unit", "range"));
        String unit = entry.get("unit").isPresent() ? entry.needed("unit").text() : "";
        return new Target(name, Optional.of(LabelTrack.of(entry.needed("channel").text())), unit,
                entry.get("range").isPresent() ? range(entry.needed("range")) : Range.ANY);
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
