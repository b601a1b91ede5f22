package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.experiment.Variant;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.Reproduction;
import org.rapport.training.study.StudyException;

/** What came of all parts of a {@link Purpose#REPRODUCE reproduction}, from their run folders alone. */
public final class ReproductionResults {
    private final PartList list;
    private final Path runs;

    /** @param runs the folder with all run folders */
    public ReproductionResults(PartList list, Path runs) {
        this.list = list;
        this.runs = runs;
    }

    /** @throws StudyException if a part is not done, with the names of all that are not */
    public Reproduction reproduction() throws IOException, StudyException {
        new Done(list, runs).require();
        List<Reproduction> groups = new ArrayList<>();
        for (List<Part> group : list.byPlace().values()) {
            groups.add(reproduction(group));
        }
        return (groups.size() == 1 ? groups.get(0) : Reproduction.pooled(list.title(), groups))
                .withWarnings(Processors.warnings(list, runs));
    }

    /** Of one fold and seed. */
    private Reproduction reproduction(List<Part> group) throws IOException {
        List<Reproduction.Row> rows = new ArrayList<>();
        List<Reproduction.Row> alone = new ArrayList<>();
        List<Condition> causal = new ArrayList<>();
        PartResults full = null;
        for (Part part : group) {
            PartResults results = PartRun.results(list, part, runs).orElseThrow();
            Variant variant = Variant.of(part.network());
            if (variant.name().equals(Variant.CAUSAL)) {
                causal.addAll(results.of(PartResults.DELAYS));
            } else {
                (variant.isOfOnePerson() ? alone : rows).add(row(part, variant, results));
            }
            full = variant.name().equals(Variant.FULL) ? results : full;
        }
        Map<String, Condition> without = new LinkedHashMap<>();
        full.of(PartResults.WITHOUT).forEach(condition -> without.put(condition.name(), condition));
        Map<Integer, Condition> missing = new LinkedHashMap<>();
        full.of(PartResults.MISSING).forEach(condition -> missing.put(Integer.valueOf(condition.name()), condition));
        return new Reproduction(full.evaluation(), rows, alone, without, missing,
                Stream.concat(causal.stream(), full.of(PartResults.DELAYS).stream()).toList(), settings(group.get(0), full),
                List.of());
    }

    private Reproduction.Row row(Part part, Variant variant, PartResults results) throws IOException {
        List<Condition> conditions = results.of(PartResults.ROW);
        List<EpochResult> epochs = conditions.isEmpty() ? List.of() : RunFolder.read(runs.resolve(part.name())).epochs();
        Optional<Condition> first = conditions.stream().findFirst();
        return new Reproduction.Row(variant.name(), variant.title(), variant.paper(), first, conditions, epochs,
                results.reason());
    }

    private Map<String, String> settings(Part part, PartResults full) {
        TrainingOptions options = list.recipe().options().withSeed(part.seed());
        Map<String, String> settings = new LinkedHashMap<>(options.settings());
        settings.put("epochs", String.valueOf(options.schedule().epochs()));
        settings.put("split", full.sides());
        settings.put("labelLag", full.labelLag() + " s");
        settings.put("study", list.study().hash());
        return settings;
    }
}
