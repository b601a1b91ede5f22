package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.FeatureRows;

class FeatureFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileOfBeforeTheRateWasToldForItselfIsRead() throws Exception {
        Path file = folder.resolve("old.features");
        try (InputStream old = FeatureFileTest.class.getResourceAsStream("before-rate.features")) {
            Files.copy(old, file);
        }
        Features features = FeatureFile.read(file);
        assertThat(features.rate()).isEqualTo(25);
        assertThat(features.provenance()).isEqualTo(Contract.Features.of(25,
                Origin.derived("rapport.resampler", Map.of("rate", "25.0", "delay", "0.5", "maxGap", "0.25"))));
        assertThat(features.person(Role.RECEIVER).orElseThrow().rows().toArray()).containsExactly(-1, -2, -3);
    }

    @Test
    void aNodeWithoutASettingOfThatNameHasARate() throws Exception {
        Path file = folder.resolve("x.features");
        Channel smile = new Channel(Role.EMITTER, "Face", "AU12_r", "", "", Channel.Scale.CONTINUOUS);
        FeatureFile.write(file,
                new Features(Contract.Features.of(12.5, Origin.derived("somebody.rows", Map.of())), new double[]{1},
                        List.of(new Features.Person(Role.EMITTER, List.of(smile), FeatureRows.of(new float[]{7}, 1))),
                        List.of(Reports.NONE, Reports.NONE)));
        assertThat(FeatureFile.read(file).rate()).isEqualTo(12.5);
    }
}
