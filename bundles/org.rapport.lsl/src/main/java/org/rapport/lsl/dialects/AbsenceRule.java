package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which numbers of a tracker stand for an eye that is not seen, where it does not say: pupils, and all coordinates of one point
 * at once, of exactly 0 or -1. One coordinate alone may well be 0.
 */
final class AbsenceRule {
    private static final Set<Float> NOTHING = Set.of(0f, -1f);
    /** What coordinates are called: one of these at one place of a label makes the labels of one point. */
    private static final List<String> AXES = List.of("xyz", "hv");
    private static final List<String> NUMBERED = List.of("012");
    private static final int LONGEST_LABEL = 100;

    private AbsenceRule() {
    }

    /**
     * The rules for some channels of a tracker.
     *
     * @param labels of its channels by their places on the wire
     */
    static List<Absence> of(Map<Integer, String> labels) {
        Set<Integer> points = new java.util.HashSet<>();
        List<Absence> absences = new ArrayList<>();
        for (List<Integer> point : points(labels)) {
            points.addAll(point);
            absences.add(new Absence(point, NOTHING));
        }
        labels.forEach((column, label) -> {
            LabelWords words = LabelWords.of(label);
            boolean size = words.hasPart("pupil", "diam") || words.has("distance", "dist");
            boolean coordinate = words.hasPart("gaze", "por", "pog") && words.has("x", "y");
            if (!points.contains(column) && (size && !words.has("x", "y", "z") || coordinate)) {
                absences.add(new Absence(List.of(column), NOTHING));
            }
        });
        return absences;
    }

    /** The channels that differ in the name of their axis only. */
    private static List<List<Integer>> points(Map<Integer, String> labels) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        labels.forEach((column, label) -> {
            String text = label.toLowerCase(Locale.ROOT);
            boolean numbered = LabelWords.of(label).hasPart("gaze", "point", "por", "pog", "position", "origin", "direction");
            for (int at = 0; at < Math.min(text.length(), LONGEST_LABEL); at++) {
                for (String axes : numbered ? List.of(AXES.get(0), AXES.get(1), NUMBERED.get(0)) : AXES) {
                    if (axes.indexOf(text.charAt(at)) >= 0) {
                        groups.computeIfAbsent(text.substring(0, at) + "\0" + axes + text.substring(at + 1),
                                key -> new ArrayList<>()).add(column);
                    }
                }
            }
        });
        return groups.values().stream().filter(group -> group.size() > 1).collect(Collectors.toList());
    }

    /** In words. */
    static String words(List<Absence> absences, Map<Integer, String> labels) {
        List<String> names = absences.stream()
                .map(absence -> absence.columns().stream().map(labels::get).collect(Collectors.joining(" with "))).toList();
        return "exactly 0 or -1 is missing in " + Shortened.list(names);
    }
}
