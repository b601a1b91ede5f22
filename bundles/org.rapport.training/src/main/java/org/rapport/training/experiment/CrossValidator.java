package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.rapport.model.ModelException;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.CrossValidationFiles;
import org.rapport.training.report.PredictionsFile;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * Trains on several splits of a study, and on each with several seeds: every one a run of its own that goes on where it was
 * stopped. In memory are the predictions of all runs, those of the controls too.
 */
public final class CrossValidator {
    private final Study study;
    private final Recordings recordings;
    private final TrainingOptions options;
    private final String pipeline;
    private final Path runs;
    private final boolean restart;
    private final Plan plan;
    private final long splitSeed;
    private final TrainedControls controls;

    /**
     * @param options with the first seed
     * @param splits all folds, or one split; of one seed
     * @param seeds how many
     * @param pipeline what the features are made with
     * @param restart whether to begin anew what is there
     * @param controls networks that are trained beside each
     * @throws StudyException if the study cannot be split like this
     */
    public CrossValidator(Study study, Recordings recordings, TrainingOptions options, List<SplitOptions> splits, int seeds,
            String pipeline, Path runs, boolean restart, TrainedControls controls) throws StudyException {
        this.study = study;
        this.recordings = recordings;
        this.options = options;
        this.pipeline = pipeline;
        this.runs = runs;
        this.restart = restart;
        this.controls = controls;
        this.splitSeed = splits.get(0).seed();
        this.plan = Plan.of(study, splits, options.seed(), seeds);
    }

    /** @return empty if it was stopped */
    public Optional<CrossValidation> run(Jobs atOnce, Progress progress, BooleanSupplier stop) throws Exception {
        Experiment.load(plan.sessions(), recordings, progress, stop);
        List<Jobs.Job<CrossValidation.Run>> jobs = new ArrayList<>();
        for (Plan.Part part : plan.parts()) {
            jobs.add(ending -> run(part, progress.named(part.name()), ending));
        }
        return atOnce.run(jobs, stop).map(done -> CrossValidation.of(plan.title(), done));
    }

    private Optional<CrossValidation.Run> run(Plan.Part part, Progress progress, BooleanSupplier stop) throws Exception {
        Experiment experiment = experiment(part, progress);
        progress.say(experiment.describe());
        RunFolder folder = folder(part, experiment, restart);
        Fitting fitting = new Fitting(experiment, options.withSeed(part.seed()), folder);
        fitting.warnings().forEach(progress::say);
        if (!fitting.train(progress, stop)) {
            return Optional.empty();
        }
        TrainingOptions own = options.withSeed(part.seed());
        Optional<Evaluation> scored = controls.addTo(fitting.evaluate(), experiment, own, folder, settings(part, experiment),
                progress, stop);
        if (scored.isEmpty()) {
            return Optional.empty();
        }
        Evaluation evaluation = scored.get();
        PredictionsFile.write(folder.folder().resolve("predictions.csv"), evaluation.model());
        EpochResult best = folder.best().orElseThrow();
        return Optional.of(new CrossValidation.Run(part.name(), part.seed(), best.epoch(), best.score(), evaluation));
    }

    private Experiment experiment(Plan.Part part, Progress progress) throws StudyException {
        return Experiment.of(study, part.split(), recordings, options.window(), progress);
    }

    private Map<String, String> settings(Plan.Part part, Experiment experiment) {
        Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
        settings.put("splitSeed", String.valueOf(splitSeed));
        settings.put("pipeline", pipeline);
        settings.putAll(options.withSeed(part.seed()).settings());
        return settings;
    }

    private RunFolder folder(Plan.Part part, Experiment experiment, boolean anew) throws IOException, StudyException {
        Map<String, String> settings = settings(part, experiment);
        Path place = runs.resolve(part.name());
        return anew ? RunFolder.create(place, settings) : RunFolder.open(place, settings);
    }

    /**
     * Writes the model of the best run, with the scores of its own test sessions and those of all runs beside. Its intervals are
     * those of all runs: every dyad is tested once by a model that was made in the same way.
     */
    public void write(Path out, CrossValidation validation) throws StudyException, ModelException, IOException {
        CrossValidation.Run best = validation.best();
        Plan.Part part = plan.parts().stream().filter(one -> one.name().equals(best.name())).findFirst().orElseThrow();
        Experiment experiment = experiment(part, Progress.NONE);
        new Fitting(experiment, options.withSeed(part.seed()), folder(part, experiment, false)).write(out,
                best.evaluation().withIntervals(validation.pooled().intervals()));
        CrossValidationFiles.write(out, validation);
    }
}
