package org.rapport.training.report;

import java.util.Comparator;
import java.util.List;

import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Spread;

/**
 * What came of training on every fold, or with several seeds.
 *
 * @param pooled the predictions of all runs together, each of its own test sessions
 * @param runs one for each fold and seed
 * @param warnings what a reader should know of how it came about
 */
public record CrossValidation(Evaluation pooled, List<Run> runs, List<String> warnings) {

    /**
     * One training.
     *
     * @param name short, as in files, such as {@code fold-2-seed-1}
     * @param seed of the weights, the order and the dropouts
     * @param epoch the best on validation
     * @param validation mean CCC on the validation side after it
     * @param evaluation on the test side
     */
    public record Run(String name, long seed, int epoch, double validation, Evaluation evaluation) {
    }

    /**
     * @param split how training and test data are apart, in words
     * @param warnings what a reader should know of how it came about
     */
    public static CrossValidation of(String split, List<Run> runs, List<String> warnings) {
        return new CrossValidation(Evaluation.pooled(split, runs.stream().map(Run::evaluation).toList()), List.copyOf(runs),
                List.copyOf(warnings));
    }

    /** The first run with the highest validation score: test sides have no say in which model is used. */
    public Run best() {
        return runs.stream().max(
                Comparator.comparingDouble(Run::validation).thenComparing(Comparator.<Run>comparingInt(runs::indexOf).reversed()))
                .orElseThrow();
    }

    /** @param condition one that all runs have */
    Spread spread(String condition, int target, Measure measure) {
        return Spread.of(runs.stream()
                .mapToDouble(
                        run -> measure.of(run.evaluation().condition(condition).orElseThrow().targets().get(target).pooled()))
                .toArray());
    }
}
