package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Set;

import org.rapport.api.signal.Channel.Scale;
import org.rapport.json.TextPattern;

/**
 * What a dialect makes of the channels with a label of one kind.
 *
 * @param label matches the whole label on the wire
 * @param wireUnits the units on the wire that it holds for, in canonical spelling; empty for any
 * @param type the content type, empty if such channels are left out
 * @param as the canonical label; {@code $1} stands for what the first group of {@code label} matched
 * @param unit the canonical unit
 * @param conversion from wire unit to canonical unit
 * @param scale whether values between two samples mean anything
 * @param missing values on the wire that stand for a missing one
 * @param why why such channels are left out, or a remark
 */
record Rule(TextPattern label, List<String> wireUnits, String type, String as, String unit, Conversion conversion, Scale scale,
        Set<Float> missing, String why) {

    boolean matches(String wireLabel, String wireUnit) {
        return label.matches(wireLabel) && (wireUnits.isEmpty() || wireUnits.contains(wireUnit));
    }

    Reading read(int column, WireChannel wire, String wireLabel, String extractor, String dialect) {
        if (type.isEmpty()) {
            return Reading.leftOut(column, wire, dialect + ": " + why);
        }
        String reason = dialect + (why.isEmpty() ? "" : ": " + why)
                + (conversion.equals(Conversion.NONE) ? "" : ", " + conversion);
        return new Reading(column, wire, type, canonical(wireLabel), unit, extractor, scale, conversion, missing, reason);
    }

    private String canonical(String wireLabel) {
        StringBuilder canonical = new StringBuilder();
        label.match(wireLabel).orElseThrow().appendReplacement(canonical, as);
        return canonical.toString();
    }
}
