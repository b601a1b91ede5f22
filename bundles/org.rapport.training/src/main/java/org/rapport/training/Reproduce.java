package org.rapport.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.node.StreamMapping;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunLock;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.EvaluationTable;
import org.rapport.training.report.Reproduction;
import org.rapport.training.report.ReproductionFiles;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code rapport reproduce} is told, and what it does about it. */
@Command(name = "rapport reproduce", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Trains the LSTM baseline, the full model the ten ablations of the paper's Table 2 and a "
                + "causal network on a study, and writes report.html with the table beside the paper's numbers, curves, "
                + "importance and predictions, and the same as CSV and JSON. "
                + "Stopped, the same command goes on where it was.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:the report is written", "1:it could not be, or was stopped",
            "2:wrong use" })
final class Reproduce implements Callable<Integer> {
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final OptionsFile file;

    @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path folder;

    @Mixin
    private StudyArguments data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the report and all runs go")
    private Path out;

    @Option(names = "--options", paramLabel = "FILE", description = "a JSON file with options; the command line wins")
    private Path options;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "1",
            description = "models that are trained at once; they share the processors")
    private int jobs;

    @Mixin
    private SplitArguments split;

    @Mixin
    private TrainingArguments training;

    @Spec
    private CommandSpec spec;

    Reproduce(OfflineGraph graph, StreamMapping mapping, OptionsFile file) {
        this.graph = graph;
        this.mapping = mapping;
        this.file = file;
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = new Usage(spec, file);
        data.check(usage);
        usage.require(jobs >= 1 && jobs <= 64, "--jobs", "must be from 1 to 64");
        TrainingOptions chosen = training.options(usage);
        SplitOptions splitting = split.one(usage, training.seed());
        Terminal terminal = new Terminal(System.out, System.console() != null && jobs == 1);
        return Stoppable.run(stop -> {
            try (RunLock lock = RunLock.take(runs())) {
                return reproduce(usage, chosen, splitting, terminal, stop);
            }
        });
    }

    private int reproduce(Usage usage, TrainingOptions chosen, SplitOptions splitting, Progress progress, BooleanSupplier stop)
            throws Exception {
        Study study = StudyFile.read(folder);
        Experiment experiment = Experiment.prepare(study, Splitter.split(study, splitting),
                data.recordings(study, usage, graph, mapping), chosen.window(), progress);
        progress.say(experiment.describe());
        Optional<Reproduction> made = new Reproducer(experiment, chosen, data.pipelineChecksum(), runs(), new Jobs(jobs),
                Variant.all()).run(progress, stop);
        if (made.isEmpty()) {
            progress.say("stopped; the same command goes on where it was");
            return 1;
        }
        ReproductionFiles.write(out, made.get());
        progress.say(made.get().full().title() + ":");
        EvaluationTable.lines(made.get().full()).forEach(progress::say);
        progress.say("report written to " + out.resolve("report.html"));
        return 0;
    }

    private Path runs() {
        return out.resolve("runs");
    }
}
