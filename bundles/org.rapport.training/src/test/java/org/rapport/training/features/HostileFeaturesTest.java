package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;
import org.rapport.training.data.FeatureRows;

/** Broken files of kept features: read, or refused in one line, and then made anew. */
class HostileFeaturesTest {
    @TempDir
    private Path folder;

    @Test
    void anyFeaturesAreReadOrRefusedInOneLine() throws Exception {
        Path sound = folder.resolve("sound");
        FeatureFile.write(sound,
                new Features(Contract.Features.of(10, Origin.derived("straight", Map.of("rate", 10.0))), new double[]{1, 2},
                        List.of(person(Role.EMITTER), person(Role.RECEIVER)),
                        List.of(new Reports(new double[]{1}, new float[]{0.5f}), Reports.NONE)));
        new HostileFiles("features", 3_000).withstoodBy(HostileFeaturesTest::read, folder.resolve("x.features"),
                new Mutator(13, List.of(Files.readAllBytes(sound)), 32_768)::next);
    }

    private static Features.Person person(Role role) {
        Channel channel = new Channel(role, "Face", "AU12", "", "", Channel.Scale.CONTINUOUS);
        return new Features.Person(role, List.of(channel), FeatureRows.of(new float[]{1, Float.NaN}, 1));
    }

    private static List<String> read(Path file) throws IOException {
        Features features = FeatureFile.read(file);
        features.people().forEach(
                person -> assertThat(person.rows().toArray()).hasSize(features.times().length * person.channels().size()));
        return List.of();
    }
}
