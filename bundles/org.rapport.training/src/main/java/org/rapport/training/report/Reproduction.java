package org.rapport.training.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Difference;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Spread;
import org.rapport.training.fit.EpochResult;

/**
 * What came of repeating the paper's experiments on a study.
 *
 * @param full the full model beside all controls
 * @param rows the paper's table, row by row
 * @param alone the full model trained with one person's signals
 * @param importance for each modality of a person, the full model without it at test time
 * @param missing for each part of the input in per cent that was taken away, the full model's predictions
 * @param delays predictions that wait for nothing beside those that have seen what follows
 * @param settings what all were trained with, name to value
 * @param warnings what a reader should know of how it came about
 */
public record Reproduction(Evaluation full, List<Row> rows, List<Row> alone, Map<String, Condition> importance,
        Map<Integer, Condition> missing, List<Condition> delays, Map<String, String> settings, List<String> warnings) {

    /**
     * A model that was trained by itself, such as one row of the paper's Table 2.
     *
     * @param name short, as in files
     * @param title as in the paper
     * @param paper the paper's CCC on IMPRESSION of each of its targets; empty if it is not in the paper
     * @param result what came of it here, of all runs together; empty if it could not be made
     * @param runs what came of each fold and seed
     * @param epochs of the first run's training
     * @param reason why it could not be made
     */
    public record Row(String name, String title, Map<String, Double> paper, Optional<Condition> result, List<Condition> runs,
            List<EpochResult> epochs, String reason) {

        private static Row pooled(List<Row> parts) {
            Row first = parts.get(0);
            List<Condition> runs = parts.stream().flatMap(part -> part.runs.stream()).toList();
            return new Row(first.name, first.title, first.paper,
                    runs.isEmpty() ? Optional.empty() : Optional.of(Condition.pooled(runs)), runs, first.epochs, first.reason);
        }

        /** How the CCC of a target differs from one run to another. */
        Spread spread(int target) {
            return Spread.of(runs.stream().mapToDouble(run -> run.targets().get(target).pooled().ccc()).toArray());
        }

        /** By how much its CCC of a target is above the full model's; empty if there is no result. */
        Optional<Difference> above(Condition full, int target) {
            return result.map(condition -> Difference.between(condition, full, target));
        }
    }

    /**
     * The runs of several folds or seeds together.
     *
     * @param split how training and test data are apart, in words
     * @param parts with the same rows
     */
    public static Reproduction pooled(String split, List<Reproduction> parts) {
        Reproduction first = parts.get(0);
        Map<String, String> settings = new LinkedHashMap<>(first.settings);
        settings.put("split", split);
        return new Reproduction(Evaluation.pooled(split, parts.stream().map(Reproduction::full).toList()),
                pooledRows(parts, Reproduction::rows), pooledRows(parts, Reproduction::alone),
                pooled(parts, Reproduction::importance), pooled(parts, Reproduction::missing), pooledDelays(parts), settings,
                first.warnings);
    }

    /** The same with what a reader should know. */
    public Reproduction withWarnings(List<String> others) {
        return new Reproduction(full, rows, alone, importance, missing, delays, settings, others);
    }

    private static List<Row> pooledRows(List<Reproduction> parts, Function<Reproduction, List<Row>> rows) {
        return IntStream.range(0, rows.apply(parts.get(0)).size())
                .mapToObj(i -> Row.pooled(parts.stream().map(part -> rows.apply(part).get(i)).toList())).toList();
    }

    private static <K> Map<K, Condition> pooled(List<Reproduction> parts, Function<Reproduction, Map<K, Condition>> conditions) {
        Map<K, Condition> pooled = new LinkedHashMap<>();
        for (K key : conditions.apply(parts.get(0)).keySet()) {
            pooled.put(key, Condition.pooled(parts.stream().map(part -> conditions.apply(part).get(key)).toList()));
        }
        return pooled;
    }

    private static List<Condition> pooledDelays(List<Reproduction> parts) {
        List<Condition> pooled = new ArrayList<>();
        for (int i = 0; i < parts.get(0).delays.size(); i++) {
            int at = i;
            pooled.add(Condition.pooled(parts.stream().map(part -> part.delays.get(at)).toList()));
        }
        return pooled;
    }
}
