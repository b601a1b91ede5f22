package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.home.Home;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.features.Recordings;
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
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    private final ComputeDevices devices;
    private final Home home;
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final OptionsFile file;

    @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path folder;

    @Mixin
    private StudyArguments data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the report and all runs go")
    private Path out;

    @Option(names = "--calibration", paramLabel = "WORD", defaultValue = "none",
            description = "what brings predictions to the size of labels, fitted on validation: linear, or none as in the paper")
    private String calibration;

    @Mixin
    private RunsArguments runs;

    @Mixin
    private DeviceArgument device;

    @Mixin
    private PartsArguments parts;

    @Mixin
    private ClusterArguments cluster;

    @Mixin
    private SplitArguments split;

    @Mixin
    private TrainingArguments training;

    private CommandSpec spec;

    Reproduce(ComputeDevices devices, Home home, OfflineGraph graph, StreamMapping mapping, OptionsFile file) {
        this.devices = devices;
        this.home = home;
        this.graph = graph;
        this.mapping = mapping;
        this.file = file;
    }

    /** What the line leaves out is as the file says. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        own.defaultValueProvider(file);
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = new Usage(spec, file);
        data.check(usage);
        TrainingOptions chosen = training.options(StandardArchitecture.CROSS_DOMAIN, usage)
                .withCalibration(TrainingArguments.isCalibrated(usage, calibration));
        runs.check(usage);
        parts.check(usage, true);
        cluster.check(usage, true, parts, runs.jobs(), false);
        if (!cluster.isGiven()) {
            device.check(devices, usage, chosen.computeThreads());
        }
        List<SplitOptions> splits = split.all(usage, training.seed());
        Terminal terminal = new Terminal(System.out, System.console() != null && runs.jobs() == 1);
        return Stoppable.run(stop -> {
            if (!cluster.isGiven()) {
                device.fallBack(devices, chosen.computeThreads()).ifPresent(terminal::say);
            }
            TrainingOptions options = training.withThreads(chosen, PartsFile.computeThreads(runsFolder()));
            PartRecipe recipe = new PartRecipe(options, TrainedControls.NONE, data.pipelineChecksum());
            return new Parted(parts, runsFolder(), Asked.words(Purpose.REPRODUCE, recipe, splits, runs.seeds()),
                    Architectures.STANDARD, cluster.access(home, device.device(), options.computeThreads()), runs.jobs(), false,
                    new Parted.Work(folder, data.pipeline(), study -> data.recordings(study, usage, graph, mapping),
                            study -> PartList.reproduce(study, splits, runs.seeds(), recipe), this::report))
                    .run(terminal, stop);
        });
    }

    private void report(PartList list, Progress progress) throws IOException {
        Reproduction reproduction = new ReproductionResults(list, runsFolder()).reproduction();
        ReproductionFiles.write(out, reproduction);
        reproduction.warnings().forEach(progress::say);
        progress.say(reproduction.full().title() + ":");
        EvaluationTable.lines(reproduction.full()).forEach(progress::say);
        progress.say("report written to " + out.resolve("report.html"));
    }

    private Path runsFolder() {
        return out.resolve("runs");
    }
}
