package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.rapport.model.Contract;

/**
 * How good a model is, and how good it would look without having learned anything.
 *
 * @param split how training and test data are apart, in words
 * @param leaking whether people of the test data, or even their recordings, were learned from
 * @param data what was predicted
 * @param labelLag seconds by which labels were moved; NaN if it was not the same for all
 * @param conditions the model first, then the controls
 * @param intervals one for each target
 * @param clocks what the model predicts of some sessions on the clock that recorded them, and on others; empty if nobody looked
 */
public record Evaluation(String split, boolean leaking, Contract.Study data, double labelLag, List<Condition> conditions,
        List<Conformal> intervals, List<Condition> clocks) {

    /** Where nobody looked what other clocks would do. */
    public Evaluation(String split, boolean leaking, Contract.Study data, double labelLag, List<Condition> conditions,
            List<Conformal> intervals) {
        this(split, leaking, data, labelLag, conditions, intervals, List.of());
    }

    /**
     * What was predicted for sessions that decided nothing about the model, so that intervals can be found on them.
     *
     * @param conditions the model first
     */
    public static Evaluation of(String split, boolean leaking, Contract.Study data, double labelLag, List<Condition> conditions) {
        return new Evaluation(split, leaking, data, labelLag, conditions, intervals(conditions.get(0)));
    }

    /**
     * Several models' predictions together, each of its own test sessions; of the conditions those that all of them have.
     *
     * @param split how training and test data are apart, in words
     */
    public static Evaluation pooled(String split, List<Evaluation> parts) {
        Evaluation first = parts.get(0);
        List<Condition> conditions = new ArrayList<>();
        for (Condition condition : first.conditions) {
            List<Condition> same = parts.stream().map(part -> part.condition(condition.name())).flatMap(Optional::stream)
                    .toList();
            if (same.size() == parts.size()) {
                conditions.add(Condition.pooled(same));
            }
        }
        boolean sameLag = parts.stream().allMatch(part -> part.labelLag == first.labelLag);
        return new Evaluation(split, first.leaking, first.data, sameLag ? first.labelLag : Double.NaN, conditions,
                intervals(conditions.get(0)), pooledClocks(parts));
    }

    /** Of those parts that looked at other clocks, each at sessions of its own. */
    private static List<Condition> pooledClocks(List<Evaluation> parts) {
        List<List<Condition>> looked = parts.stream().map(Evaluation::clocks).filter(clocks -> !clocks.isEmpty()).toList();
        return looked.isEmpty() ? List.of() : IntStream.range(0, looked.get(0).size())
                .mapToObj(clock -> Condition.pooled(looked.stream().map(one -> one.get(clock)).toList())).toList();
    }

    /** How far each target's predictions move on other clocks; empty if nobody looked. */
    public List<ClockSpread> clockSpreads() {
        return clocks.isEmpty() ? List.of()
                : IntStream.range(0, model().targets().size()).mapToObj(target -> ClockSpread.of(clocks, target)).toList();
    }

    /** Found on what was predicted, by models that learned from other dyads and were chosen by others. */
    static List<Conformal> intervals(Condition model) {
        return IntStream.range(0, model.targets().size())
                .mapToObj(target -> Conformal.of(model.targets().get(target).name(), model.series(), target)).toList();
    }

    public Evaluation withIntervals(List<Conformal> others) {
        return new Evaluation(split, leaking, data, labelLag, conditions, others, clocks);
    }

    public Evaluation withConditions(List<Condition> others) {
        return new Evaluation(split, leaking, data, labelLag, others, intervals, clocks);
    }

    public Evaluation withClocks(List<Condition> others) {
        return new Evaluation(split, leaking, data, labelLag, conditions, intervals, others);
    }

    /**
     * The same as the scores of a model that learned from all sessions afterwards, so that none is left to score it.
     *
     * @param sessions how many
     * @param lag seconds by which its labels were moved
     */
    public Evaluation refitted(int sessions, double lag) {
        return new Evaluation(split + ", scored before it learned from all " + sessions + " sessions", leaking, data, lag,
                conditions, intervals, clocks);
    }

    public Condition model() {
        return conditions.get(0);
    }

    public Optional<Condition> condition(String name) {
        return conditions.stream().filter(condition -> condition.name().equals(name)).findFirst();
    }

    /** What every report begins with. */
    public String title() {
        return (data.synthetic() ? "synthetic data: " : "") + data.name() + ", " + split;
    }
}
