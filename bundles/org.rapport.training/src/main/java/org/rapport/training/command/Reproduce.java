package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.rapport.model.network.StandardArchitecture;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.part.Asked;
import org.rapport.training.part.PartList;
import org.rapport.training.part.PartsFile;
import org.rapport.training.part.Purpose;
import org.rapport.training.part.PartRecipe;
import org.rapport.training.part.ReproductionResults;
import org.rapport.training.report.EvaluationTable;
import org.rapport.training.report.Reproduction;
import org.rapport.training.report.ReproductionFiles;
import org.rapport.training.split.SplitOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code rapport reproduce} is told, and what it does about it. */
@Command(name = "rapport reproduce", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Trains the LSTM baseline, the full model, the ten ablations of the paper's Table 2, a causal network "
                + "and the full model with one person alone on a study, and writes report.html with the table beside the "
                + "paper's numbers, how each model differs from the full one, curves, importance and predictions, and the same "
                + "as CSV and JSON. With --fold all or --seeds, every model is trained on each fold and with each seed. "
                + "Stopped, the same command goes on where it was.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:the report is written", "1:it could not be", "2:wrong use",
                "130:it was stopped; the same command goes on"})
final class Reproduce implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path folder;

    @Mixin
    private final StudyArguments data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the report and all runs go")
    private Path out;

    @Option(names = "--calibration", paramLabel = "WORD", defaultValue = "none",
            description = "what brings predictions to the size of labels, fitted on validation: linear, or none as in the paper")
    private String calibration;

    @Mixin
    private RunsArguments runs;

    @Mixin
    private final WorkArguments work;

    @Mixin
    private SplitArguments split;

    @Mixin
    private TrainingArguments training;

    Reproduce(TrainingServices services, OptionsFile file) {
        data = new StudyArguments(services, file);
        work = new WorkArguments(services);
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = data.check();
        TrainingOptions chosen = training.options(StandardArchitecture.CROSS_DOMAIN, usage)
                .withCalibration(TrainingArguments.isCalibrated(usage, calibration));
        runs.check(usage);
        work.check(usage, true, runs.jobs(), false, chosen);
        List<SplitOptions> splits = split.all(usage, training.seed());
        return work.run(runs.jobs() == 1, chosen.computeThreads(), (progress, stop) -> {
            TrainingOptions options = training.withThreads(chosen, PartsFile.computeThreads(runsFolder()));
            PartRecipe recipe = new PartRecipe(options, TrainedControls.NONE, data.pipelineChecksum());
            return work
                    .parted(runsFolder(), Asked.words(Purpose.REPRODUCE, recipe, splits, runs.seeds()), options.computeThreads(),
                            runs.jobs(), false, new Parted.Work(folder, data,
                                    study -> PartList.reproduce(study, splits, runs.seeds(), recipe), this::report))
                    .run(progress, stop);
        });
    }

    private boolean report(PartList list, Progress progress, BooleanSupplier stop) throws IOException {
        Reproduction reproduction = new ReproductionResults(list, runsFolder()).reproduction();
        ReproductionFiles.write(out, reproduction);
        reproduction.warnings().forEach(progress::say);
        progress.say(reproduction.full().title() + ":");
        EvaluationTable.lines(reproduction.full()).forEach(progress::say);
        progress.say("report written to " + out.resolve("report.html"));
        return true;
    }

    private Path runsFolder() {
        return out.resolve("runs");
    }
}
