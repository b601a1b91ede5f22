package org.rapport.training.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.rapport.training.evaluation.Condition;
import org.rapport.model.network.Loss;
import org.rapport.training.evaluation.Difference;
import org.rapport.training.evaluation.Interval;
import org.rapport.training.evaluation.ScoredTarget;
import org.rapport.training.evaluation.Series;
import org.rapport.training.evaluation.Spread;
import org.rapport.training.fit.EpochResult;

/** A reproduction as one HTML page that needs nothing beside itself. */
final class ReproductionPage {
    /** The row that the others are compared with. */
    private static final String FULL = "full";
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 82em; margin: 2em auto; padding: 0 1em; color: #222 }
            p, ul, svg { max-width: 60em }
            table { border-collapse: collapse; margin: 1em 0; font-size: 13px }
            td, th { padding: .2em .5em; text-align: right; border-bottom: 1px solid #ddd }
            td:first-child, th:first-child { text-align: left }
            td { white-space: nowrap }
            svg { width: 100%; height: auto; margin: .6em 0 }
            svg text { font: 11px system-ui, sans-serif }
            pre { overflow-x: auto; font-size: 12px }
            .note { color: #666 }
            .warn { background: #fff3cd; padding: .5em 1em }
            """;

    private final Reproduction reproduction;
    private final ReportPage page;

    private ReproductionPage(Reproduction reproduction, ReportPage page) {
        this.reproduction = reproduction;
        this.page = page;
    }

    static void write(Path file, Reproduction reproduction) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            new ReproductionPage(reproduction, new ReportPage(out)).write();
        }
    }

    private void write() {
        String title = "Cross-domain impression recognition, " + reproduction.full().title();
        page.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8").close();
        page.element("title", title).element("style", STYLE).close().open("body").element("h1", title);
        warnings();
        page.element("h2", "Table 2 of the paper");
        table(reproduction.rows());
        forests(reproduction.rows(), "the models of the table");
        alone();
        controls();
        curves();
        importance();
        missing();
        delays();
        predictions();
        settings();
        page.close().close().end();
    }

    private void warnings() {
        if (reproduction.full().data().synthetic()) {
            page.element("p",
                    "The recordings were made by a program. The scores say that the chain works, and nothing about people.",
                    "class", "warn");
        }
        if (reproduction.full().leaking()) {
            page.element("p", "The split is the paper's and leaks: the same people and stimuli are in training and test.",
                    "class", "warn");
        }
        reproduction.warnings().forEach(warning -> page.element("p", warning, "class", "warn"));
        page.element("p", "The paper (Li and Lai, Interspeech 2022) used the IMPRESSION corpus with mixed data; its numbers "
                + "stand beside for the layout, not for comparison: these are other data.", "class", "note");
    }

    private void table(List<Reproduction.Row> rows) {
        boolean several = rows.stream().anyMatch(row -> row.runs().size() > 1);
        boolean paper = rows.stream().anyMatch(row -> !row.paper().isEmpty());
        List<ScoredTarget> targets = reproduction.full().model().targets();
        page.open("table").open("tr").element("th", "model");
        for (ScoredTarget target : targets) {
            page.element("th", target.name() + " CCC").element("th", "95 %").element("th", "above full, 95 %");
            optional(several, "th", "runs");
            optional(paper, "th", "paper");
        }
        page.close();
        for (Reproduction.Row row : rows) {
            page.open("tr").element("td", row.title());
            for (int target = 0; target < targets.size(); target++) {
                cells(row, target, several);
                optional(paper, "td", Numbers.text(row.paper().getOrDefault(targets.get(target).name(), Double.NaN)));
            }
            page.close();
        }
        page.close().element("p",
                "CCC of all test predictions together, with a 95 % interval over dyads, where there are ten or more; "
                        + "how much of it is above the full model's, with the interval of that difference on the same dyads"
                        + (several ? "; runs: mean and standard deviation over folds and seeds." : "."),
                "class", "note");
    }

    private void optional(boolean shown, String element, String text) {
        if (shown) {
            page.element(element, text);
        }
    }

    private void cells(Reproduction.Row row, int target, boolean several) {
        if (row.result().isEmpty()) {
            page.element("td", target == 0 ? row.reason() : "", "colspan", several ? "4" : "3");
            return;
        }
        ScoredTarget scored = row.result().get().targets().get(target);
        Spread spread = row.spread(target);
        Difference above = row.above(reproduction.full().model(), target).get();
        page.element("td", Numbers.text(scored.pooled().ccc())).element("td", range(scored.ccc())).element("td",
                row.name().equals(FULL) ? "" : Numbers.text(above.ccc()) + " (" + range(above.interval()) + ")");
        optional(several, "td", Numbers.text(spread.mean()) + " ± " + Numbers.text(spread.deviation()));
    }

    private static String range(Interval interval) {
        return Double.isNaN(interval.low()) ? "-" : Numbers.text(interval.low()) + " to " + Numbers.text(interval.high());
    }

    private void alone() {
        page.element("h2", "One person alone");
        table(reproduction.alone());
        forests(reproduction.alone(), "one person's signals");
        page.element("p", "The full network, trained and tested with one person's signals; the other's never change.", "class",
                "note");
    }

    private void controls() {
        page.element("h2", "What the score must be read beside").element("pre",
                String.join("\n", EvaluationTable.lines(reproduction.full())));
        page.open("ul");
        reproduction.full().conditions().forEach(condition -> page.element("li", condition.name() + ": " + condition.meaning()));
        page.close();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        reproduction.full().conditions().forEach(condition -> conditions.put(condition.name(), condition));
        forests(conditions, "the model and its controls");
    }

    /** A forest plot of CCC for each target. */
    private void forests(Map<String, Condition> conditions, String what) {
        List<ScoredTarget> targets = reproduction.full().model().targets();
        for (int target = 0; target < targets.size(); target++) {
            ForestChart chart = new ForestChart(targets.get(target).name() + ": " + what, "CCC, 95 % over dyads");
            for (Map.Entry<String, Condition> condition : conditions.entrySet()) {
                ScoredTarget scored = condition.getValue().targets().get(target);
                chart.row(condition.getKey(), scored.pooled().ccc(), scored.ccc());
            }
            chart.draw(page);
        }
    }

    private void forests(List<Reproduction.Row> rows, String what) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        rows.forEach(row -> row.result().ifPresent(condition -> conditions.put(row.title(), condition)));
        forests(conditions, what);
    }

    private void curves() {
        page.element("h2", "KD and SE over training (Figure 2 of the paper)");
        curve("KD loss", List.of(FULL, "without-kd"), epoch -> epoch.loss(Loss.DISTILLATION));
        curve("SE loss", List.of(FULL, "without-se"), epoch -> epoch.loss(Loss.ENHANCEMENT));
        if (reproduction.rows().stream().flatMap(row -> row.epochs().stream())
                .anyMatch(epoch -> Double.isFinite(epoch.loss(Loss.ENHANCEMENT_BY_STEP)))) { // older runs do not know it
            curve("SE loss, by step", List.of(FULL, "without-se"), epoch -> epoch.loss(Loss.ENHANCEMENT_BY_STEP));
        }
        page.element("p", "An ablated loss is computed but not back-propagated.", "class", "note");
    }

    private void curve(String title, List<String> names, ToDoubleFunction<EpochResult> loss) {
        LineChart chart = new LineChart(title, "epoch");
        for (Reproduction.Row row : reproduction.rows()) {
            if (names.contains(row.name()) && !row.epochs().isEmpty()) {
                chart.line(row.title(), row.epochs().stream().mapToDouble(EpochResult::epoch).toArray(),
                        row.epochs().stream().mapToDouble(loss).toArray());
            }
        }
        chart.draw(page);
    }

    private void importance() {
        page.element("h2", "Importance of each modality");
        List<ScoredTarget> targets = reproduction.full().model().targets();
        for (int i = 0; i < targets.size(); i++) {
            int target = i;
            BarChart chart = new BarChart("CCC of " + targets.get(target).name() + " lost without it at test time");
            reproduction.importance().forEach((name, condition) -> chart.bar(name,
                    targets.get(target).pooled().ccc() - condition.targets().get(target).pooled().ccc()));
            chart.draw(page);
        }
    }

    private void missing() {
        page.element("h2", "With parts of the input missing").open("table").open("tr").element("th", "missing");
        headings();
        for (Map.Entry<Integer, Condition> part : reproduction.missing().entrySet()) {
            page.open("tr").element("td", part.getKey() + " %");
            part.getValue().targets().forEach(target -> page.element("td", Numbers.text(target.pooled().ccc())));
            page.close();
        }
        page.close().element("p", "Each modality is taken away for a second at a time, at random.", "class", "note");
    }

    private void headings() {
        reproduction.full().model().targets().forEach(target -> page.element("th", target.name() + " CCC"));
        page.close();
    }

    private void delays() {
        page.element("h2", "Causal against offline").open("table").open("tr").element("th", "prediction");
        headings();
        for (Condition condition : reproduction.delays()) {
            page.open("tr").element("td", condition.meaning());
            condition.targets().forEach(target -> page.element("td", Numbers.text(target.pooled().ccc())));
            page.close();
        }
        page.close().element("p", "All of the same windows. The full network's LSTMs go both ways and its attentions see the "
                + "whole window, so a row in the middle is predicted with what follows it; the causal network's predictions "
                + "depend on no later row.", "class", "note");
    }

    private void predictions() {
        page.element("h2", "Predictions and labels of each test recording");
        for (Series series : reproduction.full().model().series()) {
            double[] times = series.recording().times();
            double[] minutes = IntStream.of(series.rows()).mapToDouble(row -> (times[row] - times[0]) / 60).toArray();
            for (int target = 0; target < reproduction.full().model().targets().size(); target++) {
                String ccc = Numbers.text(Series.scores(List.of(series), target).ccc());
                new LineChart(String.format(Locale.ROOT, "%s, %s, CCC %s", series.recording().session().name(),
                        reproduction.full().model().targets().get(target).name(), ccc), "minutes")
                        .line("prediction", minutes, doubles(series.predictions()[target]))
                        .line("label", minutes, doubles(series.labels()[target])).draw(page);
            }
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private void settings() {
        page.element("h2", "Settings").open("ul");
        reproduction.settings().forEach((name, value) -> page.element("li", name + ": " + value));
        page.close();
    }
}
