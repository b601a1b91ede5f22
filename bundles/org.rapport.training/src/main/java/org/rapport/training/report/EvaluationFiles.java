package org.rapport.training.report;

import java.io.BufferedWriter;
import java.io.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.JsonText;
import org.rapport.model.Scores;
import org.rapport.training.evaluation.ClockSpread;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.ScoredTarget;

/**
 * An evaluation as {@code evaluation.json}, as {@code evaluation.csv} (one line a condition, target and recording, and one for
 * all recordings) and as {@code evaluation.txt}.
 */
public final class EvaluationFiles {
    private EvaluationFiles() {
    }

    public static void write(Path folder, Evaluation evaluation) throws IOException {
        Files.createDirectories(folder);
        JsonText.write(folder.resolve("evaluation.json"), json(evaluation).build());
        try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("evaluation.csv"))) {
            writeCsv(csv, evaluation);
        }
        Files.write(folder.resolve("evaluation.txt"), EvaluationTable.lines(evaluation));
    }

    static JsonObjectBuilder json(Evaluation evaluation) {
        JsonArrayBuilder conditions = Json.createArrayBuilder();
        evaluation.conditions().forEach(condition -> conditions.add(json(condition)));
        JsonArrayBuilder intervals = Json.createArrayBuilder();
        for (Conformal interval : evaluation.intervals()) {
            intervals.add(Json.createObjectBuilder().add("target", interval.target()).add("coverage", interval.coverage())
                    .add("halfWidth", Numbers.json(interval.halfWidth())).add("achieved", Numbers.json(interval.achieved()))
                    .add("dyads", interval.dyads()));
        }
        JsonArrayBuilder clocks = Json.createArrayBuilder();
        evaluation.clockSpreads().forEach(spread -> clocks.add(json(spread)));
        JsonArrayBuilder sessions = Json.createArrayBuilder();
        evaluation.model().series().stream().map(series -> series.recording().session().name()).distinct().forEach(sessions::add);
        return Json.createObjectBuilder().add("title", evaluation.title()).add("study", evaluation.data().name())
                .add("studyHash", evaluation.data().hash()).add("synthetic", evaluation.data().synthetic())
                .add("split", evaluation.split()).add("leaking", evaluation.leaking())
                .add("labelLag", Numbers.json(evaluation.labelLag())).add("testSessions", sessions).add("intervals", intervals)
                .add("otherClocks", clocks).add("conditions", conditions);
    }

    private static JsonObjectBuilder json(ClockSpread spread) {
        return Json.createObjectBuilder().add("target", spread.target()).add("clocks", spread.clocks())
                .add("sessions", spread.sessions()).add("pairs", spread.pairs()).add("median", Numbers.json(spread.median()))
                .add("most", Numbers.json(spread.most())).add("sd", Numbers.json(spread.deviation()))
                .add("lowestCcc", Numbers.json(spread.lowest())).add("highestCcc", Numbers.json(spread.highest()));
    }

    private static JsonObjectBuilder json(Condition condition) {
        JsonObjectBuilder targets = Json.createObjectBuilder();
        for (ScoredTarget target : condition.targets()) {
            JsonArrayBuilder recordings = Json.createArrayBuilder();
            for (int i = 0; i < condition.series().size(); i++) {
                recordings.add(
                        json(target.recordings().get(i)).add("session", condition.series().get(i).recording().session().name()));
            }
            targets.add(target.name(),
                    json(target.pooled()).add("cccInterval", json(target.ccc())).add("pearsonInterval", json(target.pearson()))
                            .add("rmseInterval", json(target.rmse())).add("recordings", recordings));
        }
        return Json.createObjectBuilder().add("name", condition.name()).add("meaning", condition.meaning()).add("targets",
                targets);
    }

    private static JsonObjectBuilder json(Scores scores) {
        return Json.createObjectBuilder().add("ccc", Numbers.json(scores.ccc())).add("pearson", Numbers.json(scores.pearson()))
                .add("rmse", Numbers.json(scores.rmse())).add("sdRatio", Numbers.json(scores.sdRatio()))
                .add("bias", Numbers.json(scores.bias())).add("pairs", scores.pairs());
    }

    private static JsonArrayBuilder json(Interval interval) {
        return Json.createArrayBuilder().add(Numbers.json(interval.low())).add(Numbers.json(interval.high()));
    }

    private static void writeCsv(Writer out, Evaluation evaluation) throws IOException {
        CsvTable csv = new CsvTable(out);
        for (Condition condition : evaluation.conditions()) {
            for (ScoredTarget target : condition.targets()) {
                csv.write(line(condition, target, "", target.pooled(), target.ccc()));
                for (int i = 0; i < condition.series().size(); i++) {
                    csv.write(line(condition, target, condition.series().get(i).recording().session().name(),
                            target.recordings().get(i), new Interval(Double.NaN, Double.NaN)));
                }
            }
        }
    }

    private static CsvTable.Line line(Condition condition, ScoredTarget target, String session, Scores scores,
            Interval interval) {
        return new CsvTable.Line().add("condition", condition.name()).add("target", target.name()).add("session", session)
                .add("ccc", scores.ccc()).add("ccc_low", interval.low()).add("ccc_high", interval.high())
                .add("pearson", scores.pearson()).add("rmse", scores.rmse()).add("sd_ratio", scores.sdRatio())
                .add("bias", scores.bias()).add("pairs", scores.pairs());
    }
}
