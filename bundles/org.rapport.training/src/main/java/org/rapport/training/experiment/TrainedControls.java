package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.rapport.model.network.Architecture;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;

/**
 * Controls that are networks of their own, trained like the model on the same sessions: with one person's signals alone, or of
 * another architecture. Each is a run that goes on where it was stopped.
 *
 * @param alone whether one network for each person is trained
 * @param architectures others of the model's sizes
 */
public record TrainedControls(boolean alone, List<Architecture> architectures) {
    /** What stands for one network for each person. */
    public static final String ALONE = "alone";
    /** None of them, which costs nothing. */
    public static final TrainedControls NONE = new TrainedControls(false, List.of());

    public TrainedControls {
        architectures = List.copyOf(architectures);
    }

    /** Their names: {@code alone}, and those of networks. */
    public List<String> words() {
        return Stream.concat(alone ? Stream.of(ALONE) : Stream.empty(), architectures.stream().map(Architecture::key)).toList();
    }

    private List<Variant> variants() {
        return Stream.concat(alone ? Variant.alone().stream() : Stream.empty(),
                architectures.stream().map(kind -> new Variant(kind.key(), "the " + kind.key() + " network", Map.of(),
                        Optional.empty(), options -> options.with(kind))))
                .toList();
    }

    /**
     * Trains them and adds what they predict to what came of the model.
     *
     * @param run the model's, in whose folder theirs go
     * @param settings of the model's run, which theirs share
     * @return empty if it was stopped
     */
    public Optional<Evaluation> addTo(Evaluation evaluation, Experiment experiment, TrainingOptions options, RunFolder run,
            Map<String, String> settings, Progress progress, BooleanSupplier stop) throws Exception {
        List<Condition> conditions = new ArrayList<>(evaluation.conditions());
        for (Variant variant : variants()) {
            if (variant.impossible(experiment.sides().training().get(0)).isPresent()) {
                continue;
            }
            Fitting fitting = fitting(variant, experiment, options, run.folder().resolve("controls"), settings);
            if (!fitting.train(progress.named(variant.name()), stop)) {
                return Optional.empty();
            }
            Condition predicted = fitting.predict(Map.of(variant.name(), UnaryOperator.identity())).get(variant.name());
            conditions.add(predicted.called(variant.name(), variant.title() + ", trained as such"));
        }
        return Optional.of(evaluation.withConditions(conditions));
    }

    private static Fitting fitting(Variant variant, Experiment experiment, TrainingOptions options, Path runs,
            Map<String, String> settings) throws IOException {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.put("variant", variant.name());
        TrainingOptions changed = options.with(variant.network().apply(options.network()));
        own.putAll(changed.settings());
        return new Fitting(experiment.with(variant), changed, RunFolder.open(runs.resolve(variant.name()), own));
    }
}
