package org.rapport.training.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.Kept;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Series;
import org.rapport.training.experiment.Jobs;
import org.rapport.training.experiment.TrainedControls;
import org.rapport.training.experiment.Variant;
import org.rapport.training.fit.Progress;
import org.rapport.training.report.Reproduction;
import org.rapport.training.report.ReproductionFiles;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.StudyException;

class ReproductionResultsTest {
    private static final List<String> SOME = List.of("lstm", "full", "without-se", "emitter-facial", "emitter-eye");

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(7, 120);

    @Test
    void stoppedInTheMiddleItGoesOnAndWritesTheReport() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        assertThat(train(1, () -> steps.incrementAndGet() > 180)).isFalse();
        assertThat(folder.resolve("runs/full/run.json")).content().contains("\"finished\": true");
        byte[] before = Files.readAllBytes(folder.resolve("runs/full/epoch-5/variables.data-00000-of-00001"));

        assertThatThrownBy(this::reproduction).isInstanceOf(StudyException.class)
                .hasMessageContaining(" of 8 parts are not done: ").hasMessageContaining("causal");
        assertThat(train(2, () -> false)).isTrue();
        Reproduction made = reproduction();
        assertThat(Files.readAllBytes(folder.resolve("runs/full/epoch-5/variables.data-00000-of-00001"))).isEqualTo(before);
        assertThat(made.rows()).extracting(Reproduction.Row::title).hasSize(5).startsWith("LSTM baseline (Wang and Chanel 2021)",
                "full");
        assertThat(row(made, "emitter-eye").reason()).isEqualTo("not in this study");
        assertThat(row(made, "full").result().orElseThrow().targets().get(0).pooled().ccc())
                .isEqualTo(made.full().model().targets().get(0).pooled().ccc())
                .isEqualTo(made.missing().get(0).targets().get(0).pooled().ccc());
        // competence is in the emitter's face and nowhere else
        double full = made.full().model().targets().get(0).pooled().ccc();
        assertThat(made.importance().get("emitter-facial").targets().get(0).pooled().ccc()).isLessThan(full - 0.1);
        assertThat(row(made, "emitter-facial").result().orElseThrow().targets().get(0).pooled().ccc()).isLessThan(full - 0.1);
        assertThat(row(made, "lstm").result().orElseThrow().targets().get(0).pooled().ccc()).isGreaterThan(0.2);
        assertThat(made.delays()).extracting(Condition::name).containsExactly("causal", "live", "offline");
        assertThat(made.delays().get(1).targets().get(0).pooled()).isEqualTo(made.full().model().targets().get(0).pooled());
        Series offline = made.delays().get(2).series().get(0);
        assertThat(offline.recording().times()[offline.rows()[0]]).isEqualTo(5 / Planted.RATE); // of the first window that is due
        // one person's signals are all that these have learned from
        assertThat(made.alone()).extracting(Reproduction.Row::name).containsExactly("emitter-alone", "receiver-alone");
        assertThat(competence(made.alone().get(0))).isGreaterThan(competence(made.alone().get(1)) + 0.1);
        check(made);
        checkPooled(made);
    }

    private void checkPooled(Reproduction made) throws Exception {
        Reproduction twice = Reproduction.pooled("by-dyad, 2 seeds", List.of(made, made));
        assertThat(twice.full().title()).isEqualTo("synthetic data: planted, by-dyad, 2 seeds");
        assertThat(twice.settings()).containsEntry("split", "by-dyad, 2 seeds");
        Reproduction.Row full = row(twice, "full");
        assertThat(full.runs()).hasSize(2);
        assertThat(full.result().orElseThrow().series()).hasSize(2 * row(made, "full").result().orElseThrow().series().size());
        assertThat(competence(full)).isCloseTo(competence(row(made, "full")), within(1e-9));
        assertThat(row(twice, "emitter-eye").reason()).isEqualTo("not in this study");
        assertThat(twice.missing().keySet()).isEqualTo(made.missing().keySet());
        assertThat(twice.delays()).hasSameSizeAs(made.delays());
        ReproductionFiles.write(folder.resolve("twice"), twice);
        assertThat(folder.resolve("twice/report.html")).content().contains("<th>runs</th>", " \u00b1 0.000");
        assertThat(folder.resolve("out/report.html")).content().doesNotContain("<th>runs</th>");
    }

    private static double competence(Reproduction.Row row) {
        return row.result().orElseThrow().targets().get(0).pooled().ccc();
    }

    private void check(Reproduction made) throws Exception {
        ReproductionFiles.write(folder.resolve("out"), made);
        String page = Files.readString(folder.resolve("out/report.html"));
        assertThat(page)
                .contains("synthetic data: planted, by-dyad", "0.770", "without SE loss", "<svg", "Figure 2",
                        "Causal against offline", "0.5 s late", "above full, 95 %", "One person alone")
                .doesNotContain("src=", "href=");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("out/report.html").toFile());
        assertThat(folder.resolve("out/table2.csv")).content().hasLineCount(1 + 2 * (5 + 2))
                .contains("full,competence,", "receiver-alone,").containsPattern("full,competence,[-.\\d]+,,,0\\.0,,,1,");
        assertThat(folder.resolve("out/epochs.csv")).content().contains("without-se,2,");
        assertThat(folder.resolve("out/report.json")).content().contains("\"missingPercent\"", "\"offline\"");
    }

    private static Reproduction.Row row(Reproduction made, String name) {
        return made.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    private PartList list() throws StudyException {
        return PartList.reproduce(Planted.study(dyads), List.of(new SplitOptions(Protocol.BY_DYAD, 7)), 1,
                new PartRecipe(Planted.options(5), TrainedControls.NONE, "none"),
                Variant.all().stream().filter(variant -> SOME.contains(variant.name())).toList());
    }

    private boolean train(int jobs, BooleanSupplier stop) throws Exception {
        PartRun run = new PartRun(list(), new Kept(dyads), folder.resolve("runs"), false);
        return new InProcess(run, new Jobs(jobs)).run(list().parts(), Progress.NONE, stop);
    }

    private Reproduction reproduction() throws Exception {
        return new ReproductionResults(list(), folder.resolve("runs")).reproduction();
    }
}
