package org.rapport.lsl.dialects;

import java.util.Optional;
import java.util.regex.Pattern;

/** Channels that say something of the samples and nothing of a person: counters, time stamps, batteries. */
final class Bookkeeping {
    private static final Pattern TIME = Pattern
            .compile(".*time.?stamp.*|(.*[^\\p{L}])?time([^\\p{L}].*)?|.*[a-z]Time|.*(unix|system|device|"
                    + "lsl|server|video).?(time|clock).*|.*local.?clock.*|clock|ts|t", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNTER = Pattern.compile(
            "frame.*|.*frame.?(no?|nr|num|number|id|idx|index|count.*)|.*number.*|.*count(er)?"
                    + "|(.*[^\\p{L}])?(idx|index|counter|counts?|seq|nseq|sequence|packet|serial|n|nr|no|#)([^\\p{L}].*)?"
                    + "|.*(sample|packet).?(no?|nr|num|id|idx|index|count.*)|.*[a-z](Index|Counter|Seq)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BATTERY = Pattern.compile(".*batter(y|ies).*|.*(^|[^\\p{L}])batt?([^\\p{L}].*)?|.*rssi.*",
            Pattern.CASE_INSENSITIVE);

    private Bookkeeping() {
    }

    /** Why a channel is no feature; empty if it may be one. */
    static Optional<String> reason(String label, String type) {
        if (TIME.matcher(label).matches() || TIME.matcher(type).matches()) {
            return Optional.of("a time stamp; samples are timed by LSL");
        }
        if (COUNTER.matcher(label).matches() || COUNTER.matcher(type).matches()) {
            return Optional.of("a counter, by its name");
        }
        if (BATTERY.matcher(label).matches() || BATTERY.matcher(type).matches()) {
            return Optional.of("no signal of a person, by its name");
        }
        return Optional.empty();
    }
}
