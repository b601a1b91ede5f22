package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.JsonText;
import org.rapport.xdf.XdfStream;

/** Tables in the layouts of other programs, made by the lab's {@code make_exports.py}: described, read, and as written. */
@Tag("interop")
class ExportsInteropTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        String lab = System.getProperty("rapport.lab");
        String python = System.getProperty("rapport.python");
        assumeTrue(lab != null && python != null,
                "skipped: the system properties rapport.lab and rapport.python name no imitated lab and no Python");
        Process process = new ProcessBuilder(python, Path.of(lab, "make_exports.py").toString()).directory(folder.toFile())
                .inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private List<XdfStream> described(String table) throws IOException {
        Path file = folder.resolve(table);
        TableDescriber describer = new TableDescriber(OptionalDouble.empty(), Optional.empty());
        describer.add(file);
        JsonText.write(file.resolveSibling("streams.json"), describer.description());
        return ForeignFiles.read(file.getParent()).streams();
    }

    /** @param off by how much a value may be off, as many digits as were written */
    private static void assertChannel(XdfStream stream, int channel, int rows, double rate, IntToDoubleFunction value,
            double off) {
        assertThat(stream.times()).hasSize(rows);
        float[] values = stream.values().floats();
        for (int k = 0; k < rows; k++) {
            assertThat(stream.times()[k]).as("time of row %d", k).isCloseTo(k / rate, within(1e-4));
            double expected = value.applyAsDouble(k);
            assertThat((double) values[k * stream.channelCount() + channel]).as("row %d", k)
                    .matches(read -> Double.isNaN(expected) ? Double.isNaN(read) : Math.abs(read - expected) <= off);
        }
    }

    private static double heart(double seconds) {
        return Math.exp(-Math.pow(seconds % 0.85 - 0.2, 2) / 0.0004);
    }

    @Test
    void sensorsOfTheBody() throws IOException {
        assertChannel(described("polar/ECG.txt").get(0), 0, 1300, 130, k -> (int) (800 * heart(k / 130.0)), 1e-3);
        for (String shimmer : List.of("shimmer/s.csv", "shimmer2/s.csv")) {
            List<XdfStream> streams = described(shimmer);
            assertThat(streams).extracting(XdfStream::type).containsExactly("EDA", "PPG");
            assertChannel(streams.get(0), 0, 1280, 128, k -> 1000 / (500 + 100 * Math.sin(k / 128.0 / 5)), 1e-4);
            assertChannel(streams.get(1), 0, 1280, 128, k -> 1500 + 100 * Math.sin(7 * k / 128.0), 1e-3);
        }
        List<XdfStream> biopac = described("biopac/a.txt");
        assertChannel(biopac.get(0), 0, 2000, 1000, k -> 2 + 0.3 * Math.sin(k / 900.0), 1e-5);
        assertChannel(biopac.get(1), 0, 2000, 1000, k -> 0.8 * heart(k / 1000.0), 1e-5);
        assertChannel(described("embrace/eda.csv").get(0), 0, 80, 4, k -> 2 + 0.3 * Math.sin(k / 36.0), 1e-5);
    }

    @Test
    void eyesWithDecimalPointsAndCommas() throws IOException {
        assertChannel(described("neon/gaze.csv").get(0), 0, 2000, 200,
                k -> k > 1900 ? Double.NaN : 800 + 100 * Math.sin(k / 400.0), 1e-3);
        List<float[]> both = new ArrayList<>();
        for (String tobii : List.of("tobii/export.tsv", "tobiicomma/export.tsv")) {
            XdfStream eyes = described(tobii).get(0);
            assertChannel(eyes, 0, 1200, 120, k -> k / 120.0 % 4 < 0.2 ? Double.NaN : (int) (900 + 100 * Math.sin(k / 240.0)),
                    1e-3);
            assertChannel(eyes, 2, 1200, 120,
                    k -> k / 120.0 % 4 < 0.2 || k % 2 == 1 ? Double.NaN : 3.4 + 0.2 * Math.sin(k / 400.0), 0.006);
            both.add(eyes.values().floats());
        }
        assertThat(both.get(0)).isEqualTo(both.get(1));
    }

    @Test
    void facesAndVoices() throws IOException {
        XdfStream face = described("libreface/out.csv").get(0);
        assertChannel(face, face.channelCount() - 1, 300, 30, k -> 1.5 + Math.sin(k / 40.0), 6e-4);
        assertChannel(described("opensmile/v.csv").get(0), 0, 500, 100, k -> 0.1 + 0.05 * Math.sin(k / 40.0), 1e-5);
    }

    @Test
    void whatPeopleRated() throws IOException {
        assertChannel(described("darma/r.csv").get(0), 0, 60, 1, k -> 50 * Math.sin(k / 6.0), 1e-4);
        XdfStream valence = ForeignFiles.read(folder.resolve("nova/valence.annotation")).streams().get(0);
        assertChannel(valence, 0, 250, 25, k -> 0.5 + 0.4 * Math.sin(k / 50.0), 1e-4);
        XdfStream smiles = described("elan/smiles.txt").get(0);
        assertThat(smiles.times()[0]).isCloseTo(0, within(1e-6));
        assertThat(smiles.values().floats()).contains(0, 1, 2, 3, 4);
    }
}
