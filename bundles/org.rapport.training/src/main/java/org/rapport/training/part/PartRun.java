package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.rapport.model.folder.ModelFolder;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.experiment.Experiment;
import org.rapport.training.experiment.Fitting;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.experiment.Variant;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.OptionWords;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.RunLock;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.PredictionsFile;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.StudyException;
import org.rapport.training.tune.Trial;
import org.rapport.training.tune.TrialsFile;

/**
 * Does one part: trains, from where its run folder stands, predicts, and stores what it predicted. Only one process does a part
 * at a time, and what is done is not done again.
 */
public final class PartRun {
    private final PartList list;
    private final Recordings recordings;
    private final Path runs;
    private final boolean restart;
    /** The data of the fold that was last needed. */
    private Optional<Prepared> last = Optional.empty();

    private record Prepared(SplitOptions split, Experiment experiment) {
    }

    /**
     * @param runs the folder with all run folders
     * @param restart whether to begin anew what is there
     */
    public PartRun(PartList list, Recordings recordings, Path runs, boolean restart) {
        this.list = list;
        this.recordings = recordings;
        this.runs = runs;
        this.restart = restart;
    }

    /** @return whether it came to its end; not if it was stopped */
    public boolean run(Part part, Progress progress, BooleanSupplier stop) throws Exception {
        Path place = runs.resolve(part.name());
        try (RunLock lock = RunLock.take(place)) {
            if (!restart && isDone(list, part, runs)) {
                progress.say("is done");
                return true;
            }
            Files.deleteIfExists(place.resolve(ResultsFile.NAME));
            Experiment experiment = experiment(part, progress, stop);
            Optional<PartResults> made = switch (list.purpose()) {
                case TRAIN -> train(part, list.recipe().options().withSeed(part.seed()), place, experiment, progress, stop);
                case REPRODUCE -> reproduce(part, experiment, progress, stop);
                case TUNE -> tune(part, place, experiment, progress, stop);
            };
            if (made.isEmpty()) {
                return false;
            }
            Files.createDirectories(place);
            ResultsFile.write(place, made.get());
            progress.say("done: what it predicts is stored");
            return true;
        }
    }

    /** Whether a part has stored what it predicted, with these settings. */
    static boolean isDone(PartList list, Part part, Path runs) throws IOException {
        return ResultsFile.madeWith(runs.resolve(part.name())).filter(madeWith(list, part)::equals).isPresent();
    }

    /** What a part has stored; empty if it is not done, or with other settings. */
    static Optional<PartResults> results(PartList list, Part part, Path runs) throws IOException {
        return ResultsFile.read(runs.resolve(part.name())).filter(results -> results.madeWith().equals(madeWith(list, part)));
    }

    /** What decides a part's results besides the program. */
    static Map<String, String> madeWith(PartList list, Part part) {
        Map<String, String> all = new LinkedHashMap<>(OptionWords.of(list.recipe().options().withSeed(part.seed())));
        all.put("study", list.study().hash());
        all.put("pipeline", list.recipe().pipeline());
        all.put("network", part.network());
        all.put("split", part.split().toString());
        all.put("controls", list.recipe().controls().words().toString());
        all.putAll(list.recipe().search().words());
        return all;
    }

    private synchronized Experiment experiment(Part part, Progress progress, BooleanSupplier stop) throws IOException {
        if (last.filter(prepared -> prepared.split.equals(part.split())).isEmpty()) {
            recordings.load(list.split(part).sessions(), recording -> {
                // whoever prepared the list has said what there is
            }, stop);
            Experiment made = Experiment.of(list.study(), list.split(part), recordings, list.recipe().options().window(),
                    progress);
            progress.say(made.describe());
            last = Optional.of(new Prepared(part.split(), made));
        }
        return last.get().experiment;
    }

    /** Searches, and trains with what was found where there are sessions that can score it. */
    private Optional<PartResults> tune(Part part, Path place, Experiment experiment, Progress progress, BooleanSupplier stop)
            throws Exception {
        TrialsFile file = TrialsFile.open(place, madeWith(list, part));
        Optional<Trial> best = TrialRuns.prepare(list.known(part), part.split(), list.recipe(), recordings, file, place, stop)
                .best(progress, stop);
        if (best.isEmpty()) {
            return Optional.empty();
        }
        progress.say("chosen: " + best.get().name() + " (" + best.get().settings() + ")");
        return part.split().folds() == 0 ? Optional.of(results(part, experiment, "", Map.of()))
                : train(part, best.get().options(), chosenRun(place), experiment, progress, stop);
    }

    /** The run of what a search chose. */
    static Path chosenRun(Path place) {
        return place.resolve("chosen");
    }

    private Optional<PartResults> train(Part part, TrainingOptions options, Path place, Experiment experiment, Progress progress,
            BooleanSupplier stop) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
        settings.put("splitSeed", String.valueOf(part.split().seed()));
        settings.put("pipeline", list.recipe().pipeline());
        settings.putAll(options.settings());
        RunFolder folder = folder(place, settings);
        Fitting fitting = new Fitting(experiment, options, folder);
        fitting.warnings().forEach(progress::say);
        OtherClocks clocks = clocks(experiment, options, progress, stop);
        if (!fitting.train(progress, stop)) {
            return Optional.empty();
        }
        Optional<Evaluation> scored = list.recipe().controls().addTo(fitting.evaluate(clocks), experiment, options, folder,
                settings, progress, stop);
        if (scored.isEmpty()) {
            return Optional.empty();
        }
        ModelFolder.writeContract(folder.folder(), fitting.calibrated());
        PredictionsFile.write(folder.folder().resolve("predictions.csv"), scored.get().model());
        return Optional.of(results(part, experiment, "",
                Map.of(PartResults.EVALUATION, scored.get().conditions(), PartResults.CLOCKS, scored.get().clocks())));
    }

    private Optional<PartResults> reproduce(Part part, Experiment experiment, Progress progress, BooleanSupplier stop)
            throws Exception {
        Variant variant = Variant.of(part.network());
        Optional<String> impossible = variant.impossible(experiment.sides().training().get(0));
        if (impossible.isPresent()) {
            return Optional.of(results(part, experiment, impossible.get(), Map.of()));
        }
        TrainingOptions options = list.recipe().options().withSeed(part.seed());
        Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
        settings.put("splitSeed", String.valueOf(part.split().seed()));
        settings.put("pipeline", list.recipe().pipeline());
        settings.put("variant", variant.title());
        settings.putAll(options.settings());
        RunFolder folder = folder(runs.resolve(part.name()), settings);
        Fitting fitting = new Fitting(experiment.with(variant), options.with(variant.network().apply(options.network())), folder);
        if (variant.name().equals(Variant.FULL)) {
            fitting.warnings().forEach(progress::say);
        }
        if (!fitting.train(progress, stop)) {
            return Optional.empty();
        }
        Condition row = fitting.predict(Map.of(variant.name(), UnaryOperator.identity())).get(variant.name());
        Map<String, List<Condition>> conditions = new LinkedHashMap<>(Map.of(PartResults.ROW, List.of(row)));
        if (variant.name().equals(Variant.FULL)) {
            conditions.putAll(
                    new FullModel(experiment, fitting, rows(part), clocks(experiment, options, progress, stop)).conditions());
        } else if (variant.name().equals(Variant.CAUSAL)) {
            conditions.put(PartResults.DELAYS, List.of(Condition.of("causal", "causal network, the newest row of each window",
                    list.study().targetNames(), fitting.predict(0))));
        }
        PredictionsFile.write(folder.folder().resolve("predictions.csv"), row);
        return Optional.of(results(part, experiment, "", conditions));
    }

    private OtherClocks clocks(Experiment experiment, TrainingOptions options, Progress progress, BooleanSupplier stop)
            throws IOException, StudyException {
        return experiment.otherClocks(OtherClocks.some(list.tested()), recordings, options.window(), progress, stop);
    }

    /** The networks of the same fold and seed. */
    private List<Variant> rows(Part part) {
        return list.byPlace().get(Part.place(part.split(), part.seed())).stream().map(other -> Variant.of(other.network()))
                .toList();
    }

    private RunFolder folder(Path place, Map<String, String> settings) throws IOException, StudyException {
        return restart ? RunFolder.create(place, settings) : RunFolder.open(place, settings);
    }

    private PartResults results(Part part, Experiment experiment, String reason, Map<String, List<Condition>> conditions) {
        return new PartResults(madeWith(list, part), reason, experiment.split().description(), experiment.describe(),
                experiment.split().protocol().isLeaking(), experiment.dataOf(), experiment.labelLag(), conditions);
    }
}
