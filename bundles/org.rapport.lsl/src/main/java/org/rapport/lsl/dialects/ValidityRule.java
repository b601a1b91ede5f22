package org.rapport.lsl.dialects;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells by their names which channels say whether others are valid, and which others: {@code LeftEye_Found} speaks of the labels
 * with {@code left}, {@code gaze_valid} of those with {@code gaze}, {@code confidence} of all.
 */
final class ValidityRule {
    private static final Pattern TELLS = Pattern
            .compile("found|.*valid.*|conf|conf(?!ig|us|lict|orm|irm).*|success|tracked|tracking|detected");
    private static final Pattern TYPE = Pattern.compile("confidence|validity", Pattern.CASE_INSENSITIVE);
    /** Words that say nothing of what is valid. */
    private static final Pattern FILLER = Pattern.compile("found|(in)?valid.*|conf.*|success|tracked|tracking|detected|is|has|"
            + "flag|int|float|code|status|state|eyes?|value|score|level|data|sample|channel|the|of|raw|"
            + "percent|pct|prob(ability)?");
    private static final Set<String> SIDES = Set.of("left", "right");

    private ValidityRule() {
    }

    /** Whether a channel says of others whether they are valid. */
    static boolean tells(String label, String type) {
        return LabelWords.of(label).all().stream().anyMatch(word -> TELLS.matcher(word).matches())
                || TYPE.matcher(type).matches();
    }

    /**
     * What the channels that tell say of the others.
     *
     * @param labels of all channels, each once
     * @param telling which of them tell
     */
    static List<Validity> of(List<String> labels, List<Boolean> telling) {
        List<Integer> others = IntStream.range(0, labels.size()).filter(i -> !telling.get(i)).boxed().toList();
        List<Validity> validities = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (telling.get(i)) {
                String label = labels.get(i);
                boolean wrong = label.toLowerCase(java.util.Locale.ROOT).contains("invalid");
                boolean confidence = !wrong && LabelWords.of(label).hasPart("conf", "score", "prob");
                List<String> told = told(LabelWords.of(label), others.stream().map(labels::get).toList());
                validities.add(Validity.of(label, wrong || confidence ? OptionalDouble.empty() : OptionalDouble.of(0),
                        wrong ? OptionalDouble.of(0.5) : OptionalDouble.empty(), told));
            }
        }
        return validities;
    }

    /** The labels with all words of the one that tells; if there are none, those of its side, or else all. */
    private static List<String> told(LabelWords teller, List<String> others) {
        Set<String> about = new LinkedHashSet<>(teller.all().stream().filter(word -> !FILLER.matcher(word).matches()).toList());
        List<String> told = with(about, others);
        if (told.isEmpty()) {
            about.retainAll(SIDES);
            told = with(about, others);
        }
        return told.isEmpty() ? others : told;
    }

    private static List<String> with(Set<String> words, List<String> labels) {
        return labels.stream().filter(label -> LabelWords.of(label).hasAll(words)).toList();
    }

    /** In words. */
    static String words(Validity validity, List<String> labels) {
        String label = labels.stream().filter(validity.label()::matches).findFirst().orElse("");
        List<String> told = labels.stream().filter(one -> !one.equals(label) && validity.of().matches(one)).toList();
        String limit = validity.isConfidence() ? "below minConfidence" : validity.below().isPresent() ? "not 0" : "0";
        return "where " + label + " is " + limit + ", " + Shortened.list(told) + " " + (told.size() == 1 ? "is" : "are")
                + " missing";
    }
}
