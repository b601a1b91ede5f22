package org.rapport.training.experiment;

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

import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.MissingInput;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.Reproduction;
import org.rapport.training.study.StudyException;

/** Trains all {@link Variant}s on one split with one seed, each in a run of its own that goes on where it was stopped. */
public final class Reproducer {
    private static final int[] MISSING_PERCENT = {0, 10, 30, 60};

    private final Experiment experiment;
    private final TrainingOptions options;
    private final String pipeline;
    private final Path runs;
    private final Jobs jobs;
    private final List<Variant> variants;

    /**
     * @param pipeline what the features were made with
     * @param variants the rows of the table, of which one is the full model
     */
    public Reproducer(Experiment experiment, TrainingOptions options, String pipeline, Path runs, Jobs jobs,
            List<Variant> variants) {
        this.variants = List.copyOf(variants);
        this.experiment = experiment;
        this.options = options;
        this.pipeline = pipeline;
        this.runs = runs;
        this.jobs = jobs;
    }

    /** @return empty if it was stopped */
    public Optional<Reproduction> run(Progress progress, BooleanSupplier stop) throws Exception {
        List<Variant> all = new ArrayList<>(variants);
        all.addAll(Variant.alone());
        all.add(Variant.causal());
        List<Jobs.Job<Reproduction.Row>> rows = new ArrayList<>();
        for (Variant variant : all) {
            rows.add(ending -> row(variant, progress, ending));
        }
        Optional<List<Reproduction.Row>> made = jobs.run(rows, stop);
        return made.isEmpty() ? Optional.empty()
                : Optional.of(whole(made.get().subList(0, variants.size()), made.get().subList(variants.size(), all.size() - 1)));
    }

    private Optional<Reproduction.Row> row(Variant variant, Progress progress, BooleanSupplier stop) throws Exception {
        Optional<String> impossible = variant.impossible(experiment.sides().training().get(0));
        if (impossible.isPresent()) {
            return Optional.of(row(variant, List.of(), List.of(), impossible.get()));
        }
        RunFolder folder = folder(variant);
        Fitting fitting = fitting(variant, folder);
        if (variant.name().equals(Variant.FULL)) {
            fitting.warnings().forEach(progress::say);
        }
        if (!fitting.train(progress.named(variant.title()), stop)) {
            return Optional.empty();
        }
        Condition result = fitting.predict(Map.of(variant.name(), UnaryOperator.identity())).get(variant.name());
        return Optional.of(row(variant, List.of(result), folder.epochs(), ""));
    }

    private static Reproduction.Row row(Variant variant, List<Condition> results, List<EpochResult> epochs, String reason) {
        return new Reproduction.Row(variant.name(), variant.title(), variant.paper(), results.stream().findFirst(), results,
                epochs, reason);
    }

    private RunFolder folder(Variant variant) throws IOException, StudyException {
        Map<String, String> settings = new LinkedHashMap<>(experiment.settings());
        settings.put("pipeline", pipeline);
        settings.put("variant", variant.title());
        settings.putAll(options.settings());
        return RunFolder.open(runs.resolve(variant.name()), settings);
    }

    private Fitting fitting(Variant variant, RunFolder folder) throws StudyException {
        Experiment changed = new Experiment(experiment.study(), experiment.split(), experiment.labelLag(),
                experiment.sides().map(variant::apply), experiment.sessions());
        return new Fitting(changed, options.with(variant.network().apply(options.network())), folder);
    }

    private Reproduction whole(List<Reproduction.Row> rows, List<Reproduction.Row> alone) throws Exception {
        Variant full = variants.stream().filter(variant -> variant.name().equals(Variant.FULL)).findFirst().orElseThrow();
        Fitting fitting = fitting(full, folder(full));
        Map<String, UnaryOperator<Recording>> without = new LinkedHashMap<>();
        for (Variant variant : variants) {
            if (variant.impossible(experiment.sides().test().get(0)).isEmpty()) {
                variant.leftOut().ifPresent(signals -> without.put(variant.name(), signals::blinded));
            }
        }
        MissingInput missing = new MissingInput(fitting.contract());
        Map<String, UnaryOperator<Recording>> lossy = new LinkedHashMap<>();
        for (int percent : MISSING_PERCENT) {
            lossy.put(String.valueOf(percent), recording -> missing.of(recording, percent / 100.0));
        }
        Map<Integer, Condition> byPercent = new LinkedHashMap<>();
        fitting.predict(lossy).forEach((percent, condition) -> byPercent.put(Integer.valueOf(percent), condition));
        Map<String, String> settings = new LinkedHashMap<>(options.settings());
        settings.put("epochs", String.valueOf(options.schedule().epochs()));
        settings.put("split", experiment.describe());
        settings.put("labelLag", experiment.labelLag() + " s");
        settings.put("study", experiment.study().hash());
        return new Reproduction(fitting.evaluate(), rows, alone, fitting.predict(without), byPercent, delays(fitting), settings);
    }

    /** What it costs to predict the newest row instead of one with as much after it as before. */
    private List<Condition> delays(Fitting full) throws Exception {
        int half = options.window().steps() / 2;
        Fitting causal = fitting(Variant.causal(), folder(Variant.causal()));
        String later = String.format(Locale.ROOT, "full network, the middle row of each window, %.1f s late",
                half / full.contract().features().rate());
        List<String> targets = full.contract().targetNames();
        return List.of(Condition.of("causal", "causal network, the newest row of each window", targets, causal.predict(0)),
                Condition.of("live", "full network, the newest row of each window", targets, full.predict(0)),
                Condition.of("offline", later, targets, full.predict(half)));
    }
}
