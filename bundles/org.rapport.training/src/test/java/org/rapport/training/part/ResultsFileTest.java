package org.rapport.training.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.Contract;
import org.rapport.training.Planted;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Series;
import org.rapport.training.study.StudyException;

class ResultsFileTest {
    private static final float NAN = Float.NaN;

    @TempDir
    private Path folder;

    private final List<Recording> dyads = Planted.dyads(2, 20);
    private final Condition model = Condition.of("model", "the model", Planted.TARGETS,
            List.of(series(dyads.get(0), 0.1f, 0.3f, NAN), series(dyads.get(1), -1f, 2f, 1e-30f)));
    private final PartResults results = new PartResults(Map.of("study", "0123"), "", "by-dyad", "1 test", false,
            new Contract.Study("planted", "0123", true), 0.1,
            Map.of("row", List.of(model.called("full", "the \"full\" one"), model), "evaluation", List.of(model), "clocks",
                    List.of(model, model.called("1.6", "a clock that is 1.6 s ahead"))));

    private static Series series(Recording recording, float... values) {
        return new Series(recording, new int[]{3, 7, 19}, new float[][]{values, values}, new float[][]{{1, NAN, 2}, values});
    }

    @Test
    void whatWasPredictedIsReadAsItWas() throws Exception {
        ResultsFile.write(folder, results);
        PartResults read = ResultsFile.read(folder).orElseThrow();
        assertThat(ResultsFile.madeWith(folder)).contains(Map.of("study", "0123"));
        assertThat(read.labelLag()).isEqualTo(0.1);
        assertThat(read.evaluation().clockSpreads()).hasSize(2).allSatisfy(spread -> {
            assertThat(spread.pairs()).as("what is no number is compared with nothing").isEqualTo(5);
            assertThat(spread.most()).isZero();
        });
        assertThat(read.of("row")).extracting(Condition::meaning).containsExactly("the \"full\" one", "the model");
        assertThat(read.of("row").get(1).targets()).isEqualTo(model.targets());
        for (int i = 0; i < 2; i++) {
            Series before = model.series().get(i);
            Series after = read.of("row").get(1).series().get(i);
            assertThat(Arrays.deepEquals(after.predictions(), before.predictions())).isTrue();
            assertThat(Arrays.deepEquals(after.labels(), before.labels())).isTrue();
            assertThat(after.recording().times()[0]).as("the recording's first").isEqualTo(dyads.get(i).times()[0]);
            assertThat(after.recording().times()[after.rows()[1]]).isEqualTo(dyads.get(i).times()[7]);
            assertThat(after.recording().session().receiver()).isEqualTo(dyads.get(i).session().receiver());
        }
    }

    @Test
    void aFileThatIsCutAnywhereIsDamagedAndNothingElse() throws Exception {
        assertThat(ResultsFile.read(folder)).isEmpty();
        ResultsFile.write(folder, results);
        Path file = folder.resolve(ResultsFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ResultsFile.read(folder)).isInstanceOf(StudyException.class)
                    .hasMessageContaining("results.bin: is damaged").hasMessageNotContaining("\n");
        }
    }
}
