package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.experiment.Fitting;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.tune.SettingsSearch;
import org.rapport.training.tune.SuccessiveHalving;
import org.rapport.training.tune.Trial;
import org.rapport.training.tune.TrialResult;
import org.rapport.training.tune.TrialsFile;

/**
 * Chooses among trials by grouped folds of the sessions that are known: each inner fold has sides of its own for training, for
 * the epoch and the calibration, and for the score. Sessions that are not known are not even there.
 */
final class TrialRuns {
    private final SettingsSearch search;
    private final String pipeline;
    private final List<Experiment> folds;
    private final long splitSeed;
    private final TrialsFile file;
    private final Path place;

    private TrialRuns(SettingsSearch search, String pipeline, List<Experiment> folds, long splitSeed, TrialsFile file,
            Path place) {
        this.search = search;
        this.pipeline = pipeline;
        this.folds = folds;
        this.splitSeed = splitSeed;
        this.file = file;
        this.place = place;
    }

    /**
     * @param known the study with the known sessions alone
     * @param outer how these were split from the others; the inner folds are made in the same way
     * @param file what is found already
     * @param place where the runs of the trials go
     */
    static TrialRuns prepare(Study known, SplitOptions outer, PartRecipe recipe, Recordings recordings, TrialsFile file,
            Path place, BooleanSupplier stop) throws IOException {
        recordings.load(known.sessions(), recording -> {
            // whoever prepared the list has said what there is
        }, stop);
        List<Experiment> folds = new ArrayList<>();
        for (SplitOptions inner : inner(outer, recipe.search())) {
            folds.add(Experiment.of(known, Splitter.split(known, inner), recordings, recipe.options().window(), Progress.NONE));
        }
        return new TrialRuns(recipe.search(), recipe.pipeline(), folds, outer.seed(), file, place);
    }

    /** The inner folds of what is known beside an outer fold. */
    static List<SplitOptions> inner(SplitOptions outer, SettingsSearch search) {
        return SplitOptions.allFolds(outer.protocol(), search.innerFolds(), outer.seed());
    }

    /** @return the best trial; empty if it was stopped */
    Optional<Trial> best(Progress progress, BooleanSupplier stop) throws Exception {
        List<Trial> left = search.trials();
        for (SuccessiveHalving.Round round : search.halving().rounds()) {
            left = left.subList(0, Math.min(left.size(), round.trials()));
            progress.say(left.size() + " trials, " + round.epochs() + (round.epochs() == 1 ? " epoch" : " epochs"));
            for (Trial trial : left) {
                if (file.find(trial, round.epochs()).isEmpty()) {
                    Optional<TrialResult> result = run(trial, round.epochs(), progress, stop);
                    if (result.isEmpty()) {
                        return Optional.empty();
                    }
                    file.add(result.get());
                    progress.say(told(trial, result.get()));
                }
            }
            left = search.ranking(file.results().stream().filter(one -> one.epochs() <= round.epochs()).toList()).stream()
                    .map(one -> search.trial(one.trial())).toList();
        }
        return Optional.of(left.get(0));
    }

    private static String told(Trial trial, TrialResult result) {
        return trial.name() + " (" + trial.settings() + "): CCC"
                + result.scores().entrySet().stream()
                        .map(score -> String.format(Locale.ROOT, " %s %.3f", score.getKey(), score.getValue()))
                        .collect(Collectors.joining());
    }

    /** What all inner folds predict together, each of its own test sessions. */
    private Optional<TrialResult> run(Trial trial, int epochs, Progress progress, BooleanSupplier stop) throws Exception {
        TrainingOptions options = trial.options().withEpochs(epochs);
        List<Condition> predicted = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            Experiment experiment = folds.get(fold);
            Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
            settings.put("splitSeed", String.valueOf(splitSeed));
            settings.put("pipeline", pipeline);
            settings.putAll(options.settings());
            String name = trial.name() + "/inner-" + (fold + 1);
            Fitting fitting = new Fitting(experiment, options, RunFolder.open(place.resolve(name), settings));
            if (!fitting.train(quiet(progress.named(name)), stop)) {
                return Optional.empty();
            }
            predicted.add(fitting.predict(Map.of(trial.name(), UnaryOperator.identity())).get(trial.name()));
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (ScoredTarget target : Condition.pooled(predicted).targets()) {
            scores.put(target.name(), target.pooled().ccc());
        }
        return Optional.of(new TrialResult(trial.name(), epochs, scores));
    }

    /** Epochs of trials are too many to be told. */
    private static Progress quiet(Progress progress) {
        return new Progress() {
            @Override
            public void say(String line) {
                progress.show(line);
            }

            @Override
            public void show(String status) {
                progress.show(status);
            }
        };
    }
}
