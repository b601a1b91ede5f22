package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.training.study.StudyException;

class ModelInputTest {
    private static final String RESAMPLER = "\"rapport.resampler~features\": { \"inputs\": [\"face\"], \"rate\": 25 },\n";
    private static final String BASELINE = "\"rapport.baseline~own\": { \"inputs\": [\"features\"] },\n";
    private static final String MODEL = "\"rapport.inference.impression~";

    @TempDir
    private Path folder;

    private String of(String nodes) throws IOException {
        return ModelInput.of(Files.writeString(folder.resolve("p.json"), "{\n// rows\n" + RESAMPLER + BASELINE + nodes + "\n}"));
    }

    @Test
    void isWhatTheImpressionNodeReadsAndNotWhatIsCalledFeatures() throws Exception {
        assertThat(of(MODEL + "a\": { \"inputs\": [\"own\"], \"model\": \"m\" }")).isEqualTo("own");
        assertThat(of(MODEL + "a\": { \"inputs\": \"own\" }, " + MODEL + "b\": { \"inputs\": [\"own\"] }")).isEqualTo("own");
        assertThat(of(MODEL + "a\": { \"inputs\": [\"features\"] }")).isEqualTo("features");
    }

    @Test
    void isFeaturesWhereThereIsNoModelYet() throws Exception {
        assertThat(of("\"rapport.sink.console~screen\": { \"inputs\": [\"own\"] }")).isEqualTo("features");
    }

    @Test
    void twoModelsOfDifferentInputsAreAsked() {
        assertThatThrownBy(() -> of(MODEL + "a\": { \"inputs\": [\"own\"] }, " + MODEL + "b\": { \"inputs\": [\"features\"] }"))
                .isInstanceOf(StudyException.class)
                .hasMessageEndingWith("p.json: its models read from own and features; choose one of them with --features");
    }
}
