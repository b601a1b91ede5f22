package org.rapport.recording.tables;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table of annotations that hold from one time to another: it has the length of each as well.
 *
 * @param begin the column of beginnings
 * @param end the column of ends
 * @param duration the column of lengths
 */
record IntervalGuess(ColumnSurvey begin, ColumnSurvey end, ColumnSurvey duration) {

    private static final double SHORTEST_MS = 20;

    static Optional<IntervalGuess> of(TableSurvey table) {
        List<ColumnSurvey> numbers = table.columns().stream().filter(ColumnSurvey::isNumeric).toList();
        for (int i = 0; i + 2 < numbers.size(); i++) {
            if (isLength(numbers.get(i).numbers(), numbers.get(i + 1).numbers(), numbers.get(i + 2).numbers())) {
                return Optional.of(new IntervalGuess(numbers.get(i), numbers.get(i + 1), numbers.get(i + 2)));
            }
        }
        return Optional.empty();
    }

    /** The unit of its times: what the name says, or else milliseconds where there are whole numbers in hundreds. */
    String unit() {
        Optional<String> said = TimeGuess.said(begin);
        return said.orElse(begin.isWhole() && end.isWhole() && duration.least() >= SHORTEST_MS ? "ms" : "s");
    }

    private static boolean isLength(double[] begins, double[] ends, double[] lengths) {
        if (begins.length < 1 || begins.length != ends.length || ends.length != lengths.length) {
            return false;
        }
        for (int i = 0; i < begins.length; i++) {
            double length = ends[i] - begins[i];
            if (!(length > 0) || Math.abs(length - lengths[i]) > 0.002 * Math.max(1, length)) {
                return false;
            }
        }
        return true;
    }
}
