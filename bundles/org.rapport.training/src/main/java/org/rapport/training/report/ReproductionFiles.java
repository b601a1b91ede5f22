package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.JsonText;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Difference;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.evaluation.Spread;
import org.rapport.training.fit.EpochResult;

/**
 * A reproduction as {@code report.html}, {@code report.json}, {@code table2.csv}, {@code epochs.csv} and {@code predictions.csv}.
 */
public final class ReproductionFiles {
    private ReproductionFiles() {
    }

    public static void write(Path folder, Reproduction reproduction) throws IOException {
        Files.createDirectories(folder);
        ReproductionPage.write(folder.resolve("report.html"), reproduction);
        PredictionsFile.write(folder.resolve("predictions.csv"), reproduction.full().model());
        JsonText.write(folder.resolve("report.json"), json(reproduction).build());
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("table2.csv"))) {
            CsvTable csv = new CsvTable(out);
            Condition full = reproduction.full().model();
            for (Reproduction.Row row : rows(reproduction)) {
                for (int target = 0; target < full.targets().size(); target++) {
                    csv.write(line(row, full, target));
                }
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("epochs.csv"))) {
            CsvTable csv = new CsvTable(out);
            for (Reproduction.Row row : rows(reproduction)) {
                for (EpochResult epoch : row.epochs()) {
                    CsvTable.Line line = new CsvTable.Line().add("model", row.name()).add("epoch", epoch.epoch());
                    epoch.losses().forEach((loss, value) -> line.add(loss.key(), value));
                    epoch.scores().forEach(line::add);
                    csv.write(line);
                }
            }
        }
    }

    /** The paper's, then ours. */
    private static List<Reproduction.Row> rows(Reproduction reproduction) {
        return Stream.concat(reproduction.rows().stream(), reproduction.alone().stream()).toList();
    }

    private static CsvTable.Line line(Reproduction.Row row, Condition full, int target) {
        String name = full.targets().get(target).name();
        Optional<ScoredTarget> scored = row.result().map(condition -> condition.targets().get(target));
        Optional<Difference> above = row.above(full, target);
        Spread spread = row.spread(target);
        return new CsvTable.Line().add("model", row.name()).add("target", name)
                .add("ccc", number(scored, one -> one.pooled().ccc())).add("ccc_low", number(scored, one -> one.ccc().low()))
                .add("ccc_high", number(scored, one -> one.ccc().high())).add("above_full", number(above, Difference::ccc))
                .add("above_full_low", number(above, one -> one.interval().low()))
                .add("above_full_high", number(above, one -> one.interval().high())).add("runs", spread.count())
                .add("ccc_mean", spread.mean()).add("ccc_deviation", spread.deviation())
                .add("paper", row.paper().getOrDefault(name, Double.NaN));
    }

    private static <T> double number(Optional<T> from, ToDoubleFunction<T> value) {
        return from.map(value::applyAsDouble).orElse(Double.NaN);
    }

    private static JsonObjectBuilder json(Reproduction reproduction) {
        JsonObjectBuilder importance = Json.createObjectBuilder();
        reproduction.importance().forEach((name, condition) -> importance.add(name, ccc(condition)));
        JsonObjectBuilder missing = Json.createObjectBuilder();
        reproduction.missing().forEach((percent, condition) -> missing.add(String.valueOf(percent), ccc(condition)));
        JsonObjectBuilder delays = Json.createObjectBuilder();
        reproduction.delays().forEach(condition -> delays.add(condition.name(), ccc(condition)));
        JsonObjectBuilder settings = Json.createObjectBuilder();
        reproduction.settings().forEach(settings::add);
        return Json.createObjectBuilder().add("title", reproduction.full().title())
                .add("warnings", Json.createArrayBuilder(reproduction.warnings())).add("table2", rows(reproduction.rows()))
                .add("alone", rows(reproduction.alone())).add("withoutAtTestTime", importance).add("missingPercent", missing)
                .add("causalAgainstOffline", delays).add("settings", settings)
                .add("full", EvaluationFiles.json(reproduction.full()));
    }

    private static JsonArrayBuilder rows(List<Reproduction.Row> rows) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Reproduction.Row row : rows) {
            JsonObjectBuilder paper = Json.createObjectBuilder();
            row.paper().forEach(paper::add);
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", row.name()).add("title", row.title())
                    .add("paper", paper).add("epochs", row.epochs().size());
            row.result().ifPresentOrElse(condition -> json.add("ccc", ccc(condition)).add("runs", spread(row, condition)),
                    () -> json.add("reason", row.reason()));
            array.add(json);
        }
        return array;
    }

    private static JsonObjectBuilder spread(Reproduction.Row row, Condition result) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (int target = 0; target < result.targets().size(); target++) {
            Spread spread = row.spread(target);
            json.add(result.targets().get(target).name(), Json.createObjectBuilder().add("count", spread.count())
                    .add("mean", Numbers.json(spread.mean())).add("deviation", Numbers.json(spread.deviation())));
        }
        return json;
    }

    private static JsonObjectBuilder ccc(Condition condition) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (ScoredTarget target : condition.targets()) {
            json.add(target.name(), Numbers.json(target.pooled().ccc()));
        }
        return json;
    }
}
