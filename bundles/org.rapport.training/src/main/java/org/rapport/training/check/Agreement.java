package org.rapport.training.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.model.RunningScores;
import org.rapport.training.features.Annotations;
import org.rapport.training.study.LabelTrack;
import org.rapport.training.study.Target;

/**
 * How far the annotators of one target agree over all sessions: Krippendorff's alpha for interval data (Krippendorff 2011,
 * "Computing Krippendorff's alpha-reliability"), and the concordance correlation of each two. Compared are moments, four a
 * second, of which each value that was reported holds until the next.
 */
final class Agreement {
    private static final int NAMED_AT_MOST = 12;

    private final List<LabelTrack> annotators;
    private final RunningScores[][] pairs;
    /** Of the values at moments at which at least two have reported: how many, their mean, their squares around it. */
    private long values;
    private double mean;
    private double squares;
    /** The squared differences within moments, each pair in both orders, in parts of the number of others there. */
    private double within;

    Agreement(Target target) {
        annotators = target.tracks();
        pairs = new RunningScores[annotators.size()][annotators.size()];
        for (RunningScores[] row : pairs) {
            IntStream.range(0, row.length).forEach(other -> row[other] = new RunningScores());
        }
    }

    /** Takes one session's reports. */
    void add(Annotations session) {
        float[][] together = session.together();
        for (int moment = 0; together.length > 1 && moment < together[0].length; moment++) {
            float[] said = new float[together.length];
            for (int annotator = 0; annotator < said.length; annotator++) {
                said[annotator] = together[annotator][moment];
            }
            add(said);
        }
    }

    /** @param said by each annotator at one moment, NaN if nothing */
    void add(float... said) {
        List<Double> there = new ArrayList<>();
        for (int one = 0; one < said.length; one++) {
            if (!Float.isNaN(said[one])) {
                there.add((double) said[one]);
            }
            for (int other = one + 1; other < said.length; other++) {
                pairs[one][other].add(said[one], said[other]);
            }
        }
        if (there.size() < 2) {
            return; // nobody to agree with
        }
        double middle = there.stream().mapToDouble(value -> value).average().orElseThrow();
        double around = there.stream().mapToDouble(value -> (value - middle) * (value - middle)).sum();
        within += 2.0 * there.size() * around / (there.size() - 1);
        for (double value : there) {
            values++;
            double before = value - mean;
            mean += before / values;
            squares += before * (value - mean);
        }
    }

    /** 1 if all always say the same, 0 if they agree as by chance, below if worse; NaN if there is nothing to compare. */
    double alpha() {
        double observed = within / values;
        double expected = 2 * squares / (values - 1);
        return 1 - observed / expected;
    }

    /** Concordance correlation of two annotators, NaN if they never reported at the same moment. */
    double concordance(int one, int other) {
        return pairs[Math.min(one, other)][Math.max(one, other)].value().ccc();
    }

    /** A line for all, and one for each annotator and those named later. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "  agreement of %d annotators: Krippendorff's alpha %.3f (interval)",
                annotators.size(), alpha()));
        int named = Math.min(NAMED_AT_MOST, annotators.size());
        for (int one = 0; one < named - 1; one++) {
            int first = one;
            lines.add("  CCC of " + annotators.get(one) + " with "
                    + IntStream.range(one + 1, named).mapToObj(
                            other -> String.format(Locale.ROOT, "%s %.3f", annotators.get(other), concordance(first, other)))
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }
}
