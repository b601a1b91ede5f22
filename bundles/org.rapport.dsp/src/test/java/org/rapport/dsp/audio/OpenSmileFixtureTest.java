package org.rapport.dsp.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares with what openSMILE made of a synthetic voice. src/test/python/synthetic_voice.py wrote the voice and
 * src/test/python/compare_opensmile.py the tables.
 */
class OpenSmileFixtureTest {

    @ParameterizedTest
    @CsvSource({"descriptors, 15, 136", "deltas, 15, 132", "functionals, 360, 8"})
    void makesTheFeaturesThatOpenSmileMakes(String level, int columns, int rows) throws Exception {
        List<String> compared = new ArrayList<>();
        List<String> table = Files.readAllLines(resource("voice-" + level + ".csv"));
        new OpenSmileComparison(level, table).run(resource("voice.wav").toFile(), (name, agreement) -> {
            compared.add(name);
            assertThat(agreement.rows()).as(name).isEqualTo(rows);
            // openSMILE calculates in single precision
            assertThat(agreement.worst()).as("%s: %s", name, agreement).isLessThan(1e-4);
        });
        assertThat(compared).hasSize(columns);
    }

    private static Path resource(String name) throws Exception {
        return new File(OpenSmileFixtureTest.class.getResource(name).toURI()).toPath();
    }
}
