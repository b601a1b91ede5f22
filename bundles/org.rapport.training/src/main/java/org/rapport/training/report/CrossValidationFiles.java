package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.JsonText;
import org.rapport.model.Scores;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Spread;

/**
 * A cross-validation as {@code cross-validation.json}, {@code .txt} and {@code .csv} (one line a condition, target and run, and
 * lines for all predictions together, the mean over the runs and the standard deviation).
 */
public final class CrossValidationFiles {
    private static final String NAME = "cross-validation";

    private CrossValidationFiles() {
    }

    public static void write(Path folder, CrossValidation validation) throws IOException {
        Files.createDirectories(folder);
        JsonText.write(folder.resolve(NAME + ".json"), json(validation).build());
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve(NAME + ".csv"))) {
            writeCsv(csv, validation);
        }
        Files.write(folder.resolve(NAME + ".txt"), CrossValidationTable.lines(validation));
    }

    private static JsonObjectBuilder json(CrossValidation validation) {
        JsonArrayBuilder runs = Json.createArrayBuilder();
        for (CrossValidation.Run run : validation.runs()) {
            runs.add(Json.createObjectBuilder().add("name", run.name()).add("seed", run.seed()).add("epoch", run.epoch())
                    .add("validation", Numbers.json(run.validation())).add("evaluation", EvaluationFiles.json(run.evaluation())));
        }
        JsonObjectBuilder spread = Json.createObjectBuilder();
        for (Condition condition : validation.pooled().conditions()) {
            JsonObjectBuilder targets = Json.createObjectBuilder();
            for (int target = 0; target < condition.targets().size(); target++) {
                targets.add(condition.targets().get(target).name(), spread(validation, condition, target));
            }
            spread.add(condition.name(), targets);
        }
        return Json.createObjectBuilder().add("title", validation.pooled().title()).add("model", validation.best().name())
                .add("warnings", Json.createArrayBuilder(validation.warnings()))
                .add("pooled", EvaluationFiles.json(validation.pooled())).add("spread", spread).add("runs", runs);
    }

    private static JsonObjectBuilder spread(CrossValidation validation, Condition condition, int target) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (Measure measure : Measure.values()) {
            Spread spread = validation.spread(condition.name(), target, measure);
            json.add(measure.key(), Json.createObjectBuilder().add("mean", Numbers.json(spread.mean()))
                    .add("deviation", Numbers.json(spread.deviation())).add("runs", spread.count()));
        }
        return json;
    }

    private static void writeCsv(Writer out, CrossValidation validation) throws IOException {
        CsvTable csv = new CsvTable(out);
        for (Condition condition : validation.pooled().conditions()) {
            String name = condition.name();
            for (int target = 0; target < condition.targets().size(); target++) {
                int at = target;
                csv.write(line(condition, at, "pooled", measure -> measure.of(condition.targets().get(at).pooled())));
                csv.write(line(condition, at, "mean", measure -> validation.spread(name, at, measure).mean()));
                csv.write(line(condition, at, "deviation", measure -> validation.spread(name, at, measure).deviation()));
                for (CrossValidation.Run run : validation.runs()) {
                    Scores scores = run.evaluation().condition(name).orElseThrow().targets().get(at).pooled();
                    csv.write(line(condition, at, run.name(), measure -> measure.of(scores)));
                }
            }
        }
    }

    private static CsvTable.Line line(Condition condition, int target, String run, ToDoubleFunction<Measure> score) {
        CsvTable.Line line = new CsvTable.Line().add("condition", condition.name())
                .add("target", condition.targets().get(target).name()).add("run", run);
        for (Measure measure : Measure.values()) {
            line.add(measure.key(), score.applyAsDouble(measure));
        }
        return line;
    }
}
