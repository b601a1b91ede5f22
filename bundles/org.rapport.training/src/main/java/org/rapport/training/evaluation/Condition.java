package org.rapport.training.evaluation;

import java.util.List;
import java.util.stream.IntStream;

import org.rapport.training.study.Study;

/**
 * One way to predict the same labels: the model, or a control that it must beat.
 *
 * @param name short, as in tables and contracts
 * @param meaning what it is, in one line
 * @param series the predictions, one series a recording
 * @param targets the scores of each target
 */
public record Condition(String name, String meaning, List<Series> series, List<ScoredTarget> targets) {

    public static Condition of(String name, String meaning, List<Series> series) {
        return new Condition(name, meaning, series, IntStream.range(0, Study.TARGETS.size())
                .mapToObj(target -> ScoredTarget.of(series, target)).toList());
    }

    /** The predictions of several models together, such as one for each fold. */
    public static Condition pooled(List<Condition> parts) {
        return of(parts.get(0).name, parts.get(0).meaning, parts.stream().flatMap(part -> part.series.stream()).toList());
    }
}
