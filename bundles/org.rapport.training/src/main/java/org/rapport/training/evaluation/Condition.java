package org.rapport.training.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One way to predict the same labels: the model, or a control that it must beat.
 *
 * @param name short, as in tables and contracts
 * @param meaning what it is, in one line
 * @param series the predictions, one series a recording
 * @param targets the scores of each target
 */
public record Condition(String name, String meaning, List<Series> series, List<ScoredTarget> targets) {

    /** @param targets the names of what was predicted, in the order of the series */
    public static Condition of(String name, String meaning, List<String> targets, List<Series> series) {
        return new Condition(name, meaning, series, IntStream.range(0, targets.size())
                .mapToObj(target -> ScoredTarget.of(targets.get(target), series, target)).toList());
    }

    /** The same under another name. */
    public Condition called(String other, String otherMeaning) {
        return new Condition(other, otherMeaning, series, targets);
    }

    /** The predictions of several models together, such as one for each fold. */
    public static Condition pooled(List<Condition> parts) {
        Condition first = parts.get(0);
        return of(first.name, first.meaning, first.targets.stream().map(ScoredTarget::name).toList(),
                parts.stream().flatMap(part -> part.series.stream()).toList());
    }
}
