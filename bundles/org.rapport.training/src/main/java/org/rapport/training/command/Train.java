package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.rapport.api.command.CommandException;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.experiment.Chosen;
import org.rapport.training.experiment.Fitting;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.experiment.Refit;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.RunLock;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.part.Asked;
import org.rapport.training.part.FoldResults;
import org.rapport.training.part.PartList;
import org.rapport.training.part.PartsFile;
import org.rapport.training.part.Purpose;
import org.rapport.training.part.PartRecipe;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.CrossValidationTable;
import org.rapport.training.report.EvaluationTable;
import org.rapport.training.report.PredictionsFile;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Split;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code rapport train} is told, and what it does about it. */
@Command(name = "rapport train", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Fits the cross-domain impression model (Li and Lai, Interspeech 2022) to a study. Features come from the "
                + "pipeline that will run live. The epoch that does best on validation is kept and scored on test, beside "
                + "controls. With --fold all or --seeds, each fold and seed is a run of its own; the model written is the one "
                + "that does best on validation, and cross-validation.txt, .csv and .json beside it say how all did.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the model is written", "1:it could not be trained", "2:wrong use", "130:it was stopped; it can go on"})
final class Train implements Callable<Integer> {
    private final Architectures architectures;

    @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path studyFolder;

    @Mixin
    private final StudyArguments data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the model folder to write; replaced as a whole")
    private Path out;

    @Option(names = "--run", paramLabel = "DIR",
            description = "where checkpoints and TensorBoard's files go; the model folder's name with .run unless named")
    private Path run;

    @Option(names = "--resume", description = "goes on with a run that was stopped; several runs do so by themselves")
    private boolean resume;

    @Option(names = "--restart", description = "begins anew even if a run was stopped")
    private boolean restart;

    @Mixin
    private RunsArguments runs;

    @Mixin
    private KindArguments kind;

    @Option(names = "--controls", paramLabel = "WORD", split = ",", showDefaultValue = Visibility.NEVER,
            description = "networks that are trained beside the model, each in its own run, and scored on the same rows: alone "
                    + "(one for each person's signals), or an architecture; none unless named")
    private List<String> controls = List.of();

    @Option(names = "--refit",
            description = "trains once more after the scores are known, on all sessions and for as many epochs as were best, and "
                    + "writes that network; its scores are those of before")
    private boolean refitted;

    @Option(names = "--check-device", help = true,
            description = "trains nothing: says what it would compute on, and what of driver, CUDA and cuDNN a GPU lacks; "
                    + "needs neither STUDY nor --out")
    private boolean checked;

    @Mixin
    private final WorkArguments work;

    @Mixin
    private SplitArguments split;

    @Mixin
    private TrainingArguments training;

    private long splitSeed;

    Train(TrainingServices services, OptionsFile file) {
        architectures = services.architectures();
        data = new StudyArguments(services, file);
        work = new WorkArguments(services);
    }

    @Override
    public Integer call() throws Exception {
        if (checked) {
            return work.checkDevice();
        }
        Usage usage = data.check();
        usage.require(!(resume && restart), "--restart", "begins anew, --resume goes on; choose one");
        runs.check(usage);
        TrainingOptions chosen = kind.options(training, architectures, usage);
        TrainedControls beside = controls(usage, kind.architecture(architectures, usage));
        List<SplitOptions> splits = split.all(usage, training.seed());
        splitSeed = splits.get(0).seed();
        boolean several = splits.size() > 1 || runs.seeds() > 1;
        work.check(usage, several, runs.jobs(), restart, chosen);
        return work.run(!several || runs.jobs() == 1, chosen.computeThreads(), (progress, stop) -> several
                ? trainAll(chosen, splits, beside).run(progress, stop) : trainOne(chosen, splits.get(0), beside, progress, stop));
    }

    private TrainedControls controls(Usage usage, Architecture model) {
        List<Architecture> others = new ArrayList<>();
        for (String word : controls) {
            Optional<Architecture> other = architectures.of(word);
            usage.require(word.equals(TrainedControls.ALONE) || other.isPresent() && other.get() != model, "--controls",
                    "must be " + TrainedControls.ALONE + " or another architecture than the model's, of " + architectures.names()
                            + ", not " + word);
            other.ifPresent(others::add);
        }
        return new TrainedControls(controls.contains(TrainedControls.ALONE), others);
    }

    private int trainOne(TrainingOptions chosen, SplitOptions splitting, TrainedControls beside, Progress progress,
            BooleanSupplier stop) throws Exception {
        try (RunLock lock = RunLock.take(runFolder())) {
            Study study = StudyFile.read(studyFolder);
            progress.say(study.name() + ": " + study.sessions().size() + " sessions" + (study.synthetic() ? ", synthetic" : ""));
            Recordings recordings = data.recordings(study);
            Optional<Integer> before = Optional.ofNullable(RunFolder.settings(runFolder()).get(TrainingOptions.COMPUTE_THREADS))
                    .filter(word -> resume && word.matches("\\d{1,4}")).map(Integer::valueOf);
            return train(study, recordings, training.withThreads(chosen, before), splitting, beside, progress, stop);
        }
    }

    private int train(Study study, Recordings recordings, TrainingOptions chosen, SplitOptions splitting, TrainedControls beside,
            Progress progress, BooleanSupplier stop) throws Exception {
        Split sides = Splitter.split(study, splitting);
        if (refitted) {
            Refit.load(study, recordings, chosen.window(), progress, stop);
        } else {
            Experiment.load(sides.sessions(), recordings, progress, stop);
        }
        Experiment experiment = Experiment.of(study, sides, recordings, chosen.window(), progress);
        progress.say(experiment.describe());
        RunFolder folder = folder(chosen, experiment);
        Fitting fitting = new Fitting(experiment, chosen, folder);
        fitting.warnings().forEach(progress::say);
        OtherClocks clocks = experiment.otherClocks(OtherClocks.some(experiment.split().tested()), recordings, chosen.window(),
                progress, stop);
        if (!fitting.train(progress, stop)) {
            progress.say(stopped(folder));
            return Stoppable.STOPPED;
        }
        Optional<Evaluation> scored = beside.addTo(fitting.evaluate(clocks), experiment, chosen, folder,
                settings(chosen, experiment), progress, stop);
        if (scored.isEmpty()) {
            progress.say("stopped while training a control; the same command with --resume goes on");
            return Stoppable.STOPPED;
        }
        Evaluation evaluation = scored.get();
        PredictionsFile.write(folder.folder().resolve("predictions.csv"), evaluation.model());
        progress.say((study.synthetic() ? "synthetic data, " : "") + "test sessions, split " + experiment.split().title() + ":");
        EvaluationTable.lines(evaluation).forEach(progress::say);
        if (refitted) {
            Optional<Refit> refit = refit(study, recordings, fitting.trained().chosen(), chosen, progress, stop);
            if (refit.isEmpty()) {
                progress.say("stopped while learning from all sessions; the same command with --resume goes on");
                return Stoppable.STOPPED;
            }
            refit.get().write(out, evaluation);
        } else {
            fitting.trained().write(out, evaluation);
        }
        progress.say("model written to " + out);
        return 0;
    }

    private Parted trainAll(TrainingOptions chosen, List<SplitOptions> splits, TrainedControls beside)
            throws IOException, CommandException {
        if (RunFolder.isRun(runFolder())) {
            throw new StudyException(runFolder() + ": holds a single run; name another folder for several with --run");
        }
        TrainingOptions options = training.withThreads(chosen,
                restart ? Optional.empty() : PartsFile.computeThreads(runFolder()));
        PartRecipe recipe = new PartRecipe(options, beside, data.pipelineChecksum());
        return work.parted(runFolder(), Asked.words(Purpose.TRAIN, recipe, splits, runs.seeds()), options.computeThreads(),
                runs.jobs(), restart,
                new Parted.Work(studyFolder, data, study -> PartList.train(study, splits, runs.seeds(), recipe), this::report));
    }

    private boolean report(PartList list, Progress progress, BooleanSupplier stop) throws Exception {
        FoldResults results = new FoldResults(list, runFolder());
        CrossValidation made = results.validation();
        progress.say(made.pooled().title() + ":");
        CrossValidationTable.lines(made).forEach(progress::say);
        if (!refitted) {
            results.write(out, made);
            progress.say("model of " + made.best().name() + ", the best on validation, written to " + out);
            return true;
        }
        Study study = StudyFile.read(studyFolder);
        Recordings recordings = data.recordings(study);
        Refit.load(study, recordings, list.recipe().options().window(), Progress.NONE, stop);
        Optional<Refit> refit = refit(study, recordings, results.chosen(), list.recipe().options(), progress, stop);
        if (refit.isPresent()) {
            results.write(out, made, refit.get());
            progress.say("model of all " + study.sessions().size() + " sessions written to " + out);
        }
        return refit.isPresent();
    }

    /** The model of all sessions; empty if it was stopped. */
    private Optional<Refit> refit(Study study, Recordings recordings, Chosen found, TrainingOptions options, Progress progress,
            BooleanSupplier stop) throws Exception {
        Refit refit = Refit.prepare(study, recordings, found, options, RunFolder.refit(runFolder()),
                Map.of("pipeline", data.pipelineChecksum()), restart, progress);
        return refit.train(progress, stop) ? Optional.of(refit) : Optional.empty();
    }

    private Map<String, String> settings(TrainingOptions chosen, Experiment experiment) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
        settings.put("splitSeed", String.valueOf(splitSeed));
        settings.put("pipeline", data.pipelineChecksum());
        settings.putAll(chosen.settings());
        return settings;
    }

    private RunFolder folder(TrainingOptions chosen, Experiment experiment) throws StudyException, IOException {
        Map<String, String> settings = settings(chosen, experiment);
        Path place = runFolder();
        if (resume) {
            return RunFolder.resume(place, settings);
        }
        if (!restart && RunFolder.isUnfinished(place)) {
            throw new StudyException(place + ": holds a run that was stopped; go on with --resume, or begin anew with --restart");
        }
        return RunFolder.create(place, settings);
    }

    private Path runFolder() {
        Path place = out.toAbsolutePath().normalize();
        return run == null ? place.resolveSibling(place.getFileName() + ".run") : run;
    }

    private static String stopped(RunFolder folder) {
        int done = folder.epochs().size();
        return "stopped in epoch " + (done + 1)
                + folder.best().map(EpochResult::epoch)
                        .map(best -> "; the best epoch so far, " + best + ", is kept in " + folder.folder()).orElse("")
                + (done == 0 ? "" : "; the same command with --resume goes on, with --resume --epochs " + done
                        + " it writes the model as it is");
    }
}
