package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is made of one stream.
 *
 * @param dialect the dialect's name, empty if the stream's own words were enough
 * @param why how the dialect was recognised; for people
 * @param channels what is made of each channel on the wire, in order
 * @param labels the label of each channel on the wire, as the dialect sees it
 * @param validities the channels that tell whether others mean anything
 * @param absences channels of which all together stand for a missing value
 * @param rateIsMeasured whether the rate that the stream says is only a claim
 * @param unknown the places on the wire of channels that are handed on though nobody knows what they are
 * @param assumptions what was taken for granted though nobody says it; for people
 */
public record Interpretation(String dialect, String why, List<Reading> channels, List<String> labels, List<Validity> validities,
        List<Absence> absences, boolean rateIsMeasured, Set<Integer> unknown, List<String> assumptions) {

    /** The channels that are handed on. */
    public List<Reading> used() {
        return channels.stream().filter(Reading::isUsed).toList();
    }

    /** The content types that are handed on. */
    public Set<String> types() {
        return used().stream().map(Reading::type).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with only these content types. */
    public Interpretation only(Set<String> types, String reason) {
        List<Reading> kept = channels.stream()
                .map(reading -> !reading.isUsed() || types.contains(reading.type()) ? reading : reading.without(reason)).toList();
        return new Interpretation(dialect, why, kept, labels, validities, absences, rateIsMeasured, unknown, assumptions);
    }
}
