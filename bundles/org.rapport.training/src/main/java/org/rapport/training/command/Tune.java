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
import java.util.stream.Stream;

import org.rapport.json.JsonEntry;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.part.Asked;
import org.rapport.training.part.PartList;
import org.rapport.training.part.PartRecipe;
import org.rapport.training.part.PartsFile;
import org.rapport.training.part.Purpose;
import org.rapport.training.part.TuningResults;
import org.rapport.training.report.Tuning;
import org.rapport.training.report.TuningFiles;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.tune.SettingsSearch;
import org.rapport.training.tune.Trial;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code rapport tune} is told, and what it does about it. */
@Command(name = "rapport tune", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Searches for the settings that a study is best trained with. Settings are drawn at random from a file, "
                + "and compared by grouped folds: all are trained for a few epochs, the best go on (successive halving). The "
                + "choice is scored honestly: in each outer fold the search is made once more without the fold's test sessions, "
                + "and these are predicted with what it chose. Writes options.json for 'rapport train --options', tuning.txt, "
                + "trials.csv, and the score as cross-validation.txt, .csv and .json. Stopped, the same command goes on where "
                + "it was.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:the settings are found and scored", "1:they could not be",
                "2:wrong use", "130:it was stopped; the same command goes on"})
final class Tune implements Callable<Integer> {
    private static final int MOST_TRIALS = 1000;
    private static final int MOST_FOLDS = 100;
    private static final int MOST_JOBS = 64;

    private final TrainingServices services;
    private final List<String> arguments;
    private final OptionsFile file;

    @Parameters(paramLabel = "STUDY", description = "the study's folder, with study.json")
    private Path folder;

    @Option(names = "--space", required = true, paramLabel = "FILE",
            description = "a JSON file with what may be chosen: keys as in a file of options, each with a list of values, or "
                    + "{\"from\": 0.0003, \"to\": 0.003, \"scale\": \"log\"} (or \"linear\")")
    private Path space;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the settings, the report and all runs go")
    private Path out;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "9", description = "how many settings are drawn")
    private int trials;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "3",
            description = "one of so many goes on to the next round, with that many times as many epochs; the last round has "
                    + "--epochs")
    private int keep;

    @Option(names = "--folds", paramLabel = "N", defaultValue = "5",
            description = "outer folds, which score the choice; each session is in the test side of one")
    private int folds;

    @Option(names = "--inner-folds", paramLabel = "N", defaultValue = "3", description = "folds that settings are compared by")
    private int innerFolds;

    @Mixin
    private ProtocolArguments protocol;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "1",
            description = "how many of the outer folds at once; they share the processors")
    private int jobs;

    @Mixin
    private final WorkArguments work;

    @Mixin
    private final StudyArguments data;

    @Mixin
    private KindArguments kind;

    @Mixin
    private TrainingArguments training;

    @Spec
    private CommandSpec spec;

    /** @param arguments what was typed, which each trial is made of too */
    Tune(TrainingServices services, List<String> arguments, OptionsFile file) {
        this.services = services;
        this.arguments = List.copyOf(arguments);
        this.file = file;
        data = new StudyArguments(services, file);
        work = new WorkArguments(services);
    }

    @Override
    public Integer call() throws Exception {
        Usage usage = data.check();
        usage.require(trials >= 2 && trials <= MOST_TRIALS, "--trials", "must be from 2 to " + MOST_TRIALS);
        usage.require(keep >= 2 && keep <= MOST_TRIALS, "--keep", "must be from 2 to " + MOST_TRIALS);
        usage.require(folds >= 2 && folds <= MOST_FOLDS, "--folds", "must be from 2 to " + MOST_FOLDS);
        usage.require(innerFolds >= 2 && innerFolds <= MOST_FOLDS, "--inner-folds", "must be from 2 to " + MOST_FOLDS);
        usage.require(jobs >= 1 && jobs <= MOST_JOBS, "--jobs", "must be from 1 to " + MOST_JOBS);
        usage.require(protocol.protocol() != Protocol.MIXED, "--split",
                "cannot be mixed: with the same people on all sides no choice could be scored");
        SearchSpace searched = SearchSpace.read(space, options());
        for (String key : searched.choices().keySet()) {
            String option = OptionsFile.option(key);
            usage.require(!spec.commandLine().getParseResult().hasMatchedOption(option), option,
                    "is in " + space + " too; leave it out in one of them");
        }
        searched.check(this::options);
        List<Trial> drawn = trials(searched);
        usage.require(drawn.size() >= 2, "--space", "leaves nothing to choose: all values in " + space + " are one combination");
        int threadsAsked = drawn.get(0).options().computeThreads();
        work.check(usage, true, jobs, false, drawn.get(0).options());
        List<SplitOptions> outer = SplitOptions.allFolds(protocol.protocol(), folds, protocol.seed(training.seed()));
        return work.run(jobs == 1, threadsAsked, (progress, stop) -> {
            Optional<Integer> threads = PartsFile.computeThreads(runs());
            List<Trial> all = drawn.stream()
                    .map(trial -> new Trial(trial.name(), trial.chosen(), training.withThreads(trial.options(), threads)))
                    .toList();
            PartRecipe recipe = new PartRecipe(all.get(0).options(), TrainedControls.NONE, data.pipelineChecksum(),
                    new SettingsSearch(all, innerFolds, keep));
            if (all.size() < trials) {
                progress.say("there are no more than " + all.size() + " combinations of the values in " + space);
            }
            return work
                    .parted(runs(), Asked.words(Purpose.TUNE, recipe, outer, 1), recipe.options().computeThreads(), jobs, false,
                            new Parted.Work(folder, data, study -> PartList.tune(study, outer, recipe), this::report))
                    .run(progress, stop);
        });
    }

    /** Those of a training. */
    private List<OptionSpec> options() {
        return Stream.of("training", "kind").flatMap(name -> spec.mixins().get(name).options().stream()).toList();
    }

    private List<Trial> trials(SearchSpace searched) throws Exception {
        List<Trial> drawn = new ArrayList<>();
        for (Map<String, JsonEntry> values : searched.draw(trials, training.seed(), this::options)) {
            drawn.add(new Trial(SettingsSearch.name(drawn.size() + 1), SearchSpace.texts(values), options(values)));
        }
        return drawn;
    }

    /** The training of the same line with some values as if a file of options had them. */
    private TrainingOptions options(Map<String, JsonEntry> values) throws IOException {
        Tune other = new Tune(services, arguments, file.with(values));
        new CommandLine(other).setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(true)
                .parseArgs(arguments.toArray(String[]::new));
        return other.kind.options(other.training, services.architectures(), other.data.check());
    }

    private boolean report(PartList list, Progress progress, BooleanSupplier stop) throws IOException {
        Tuning tuning = new TuningResults(list, runs()).tuning();
        TuningFiles.write(out, tuning);
        Path options = out.resolve("options.json");
        GivenOptions.write(options, given(), tuning.choice().chosen());
        TuningFiles.lines(tuning).forEach(progress::say);
        progress.say("to train with it: rapport train " + folder + " --out MODEL --options " + options);
        return true;
    }

    /** What was asked of the training and its data, on the line or in a file, by option. */
    private Map<OptionSpec, String> given() throws IOException {
        Map<OptionSpec, String> given = new LinkedHashMap<>();
        for (OptionSpec option : Stream.concat(spec.mixins().get("data").options().stream(), options().stream()).toList()) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                given.put(option, String.join(",", option.originalStringValues()));
            } else if (file.defaultValue(option) != null) {
                given.put(option, file.defaultValue(option));
            }
        }
        return given;
    }

    private Path runs() {
        return out.resolve("runs");
    }
}
