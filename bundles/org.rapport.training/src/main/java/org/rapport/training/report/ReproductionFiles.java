package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.JsonText;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.evaluation.Spread;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.study.Study;

/**
 * A reproduction as {@code report.html}, {@code report.json}, {@code table2.csv}, {@code epochs.csv} and {@code predictions.csv}.
 */
public final class ReproductionFiles {
    private ReproductionFiles() {
    }

    public static void write(Path folder, Reproduction reproduction) throws IOException {
        Files.createDirectories(folder);
        ReproductionPage.write(folder.resolve("report.html"), reproduction);
        PredictionsFile.write(folder.resolve("predictions.csv"), reproduction.full().model().series());
        JsonText.write(folder.resolve("report.json"), json(reproduction).build());
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("table2.csv"))) {
            csv.write("model,target,ccc,ccc_low,ccc_high,above_full,above_full_low,above_full_high,runs,ccc_mean,ccc_deviation,"
                    + "paper\n");
            for (Reproduction.Row row : rows(reproduction)) {
                for (int target = 0; target < Study.TARGETS.size(); target++) {
                    csv.write(line(row, reproduction.full().model(), target));
                }
            }
        }
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("epochs.csv"))) {
            csv.write("model,epoch,task,kd,se,competence,warmth\n");
            for (Reproduction.Row row : rows(reproduction)) {
                for (EpochResult epoch : row.epochs()) {
                    csv.write(String.join(",", row.name(), String.valueOf(epoch.epoch()), Numbers.csv(epoch.task()),
                            Numbers.csv(epoch.distillation()), Numbers.csv(epoch.enhancement()), Numbers.csv(epoch.competence()),
                            Numbers.csv(epoch.warmth())) + "\n");
                }
            }
        }
    }

    /** The paper's, then ours. */
    private static List<Reproduction.Row> rows(Reproduction reproduction) {
        return Stream.concat(reproduction.rows().stream(), reproduction.alone().stream()).toList();
    }

    private static String line(Reproduction.Row row, Condition full, int target) {
        double paper = target == 0 ? row.competence() : row.warmth();
        List<String> scores = row.result().map(condition -> condition.targets().get(target)).map(scored -> List.of(
                Numbers.csv(scored.pooled().ccc()), Numbers.csv(scored.ccc().low()), Numbers.csv(scored.ccc().high())))
                .orElse(List.of("", "", ""));
        List<String> above = row.above(full, target).map(difference -> List.of(Numbers.csv(difference.ccc()),
                Numbers.csv(difference.interval().low()), Numbers.csv(difference.interval().high())))
                .orElse(List.of("", "", ""));
        Spread spread = row.spread(target);
        return String.join(",", row.name(), Study.TARGETS.get(target), String.join(",", scores), String.join(",", above),
                String.valueOf(spread.count()), Numbers.csv(spread.mean()), Numbers.csv(spread.deviation()), Numbers.csv(paper))
                        + "\n";
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
        return Json.createObjectBuilder().add("title", reproduction.full().title()).add("table2", rows(reproduction.rows()))
                .add("alone", rows(reproduction.alone()))
                .add("withoutAtTestTime", importance).add("missingPercent", missing)
                .add("causalAgainstOffline", delays).add("settings", settings)
                .add("full", EvaluationFiles.json(reproduction.full()));
    }

    private static JsonArrayBuilder rows(List<Reproduction.Row> rows) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Reproduction.Row row : rows) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", row.name()).add("title", row.title())
                    .add("paper", Json.createObjectBuilder().add("competence", Numbers.json(row.competence()))
                            .add("warmth", Numbers.json(row.warmth())))
                    .add("epochs", row.epochs().size());
            row.result().ifPresentOrElse(condition -> json.add("ccc", ccc(condition)).add("runs", spread(row)),
                    () -> json.add("reason", row.reason()));
            array.add(json);
        }
        return array;
    }

    private static JsonObjectBuilder spread(Reproduction.Row row) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (int target = 0; target < Study.TARGETS.size(); target++) {
            Spread spread = row.spread(target);
            json.add(Study.TARGETS.get(target), Json.createObjectBuilder().add("count", spread.count())
                    .add("mean", Numbers.json(spread.mean())).add("deviation", Numbers.json(spread.deviation())));
        }
        return json;
    }

    private static JsonObjectBuilder ccc(Condition condition) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (ScoredTarget target : condition.targets()) {
            json.add(Study.TARGETS.get(target.target()), Numbers.json(target.pooled().ccc()));
        }
        return json;
    }
}
