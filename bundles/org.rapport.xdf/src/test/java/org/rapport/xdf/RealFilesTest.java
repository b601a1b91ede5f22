package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Files that other programs wrote: github.com/xdf-modules/example-files. */
class RealFilesTest {

    private static XdfFile read(String name) throws IOException {
        String folder = System.getProperty("rapport.testdata");
        assumeTrue(folder != null, "skipped: the system property rapport.testdata names no folder with xdf/" + name);
        return XdfReader.read(Path.of(folder, "xdf", name));
    }

    @Test
    void readsTheMinimalFile() throws IOException {
        XdfFile file = read("minimal.xdf");

        assertThat(file.warnings()).isEmpty();
        XdfStream numbers = file.streams().get(0);
        assertThat(numbers.name()).isEqualTo("SendDataC");
        assertThat(numbers.format()).isEqualTo(XdfFormat.INT16);
        assertThat(numbers.values().longs()).containsExactly(192, 255, 238, 12, 22, 32, 13, 23, 33, 14, 24, 34, 15, 25, 35, 12,
                22, 32, 13, 23, 33, 14, 24, 34, 15, 25, 35);
        assertThat(numbers.times()).containsExactly(new double[]{5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9}, within(1e-9));
        assertThat(numbers.clockOffsets()).hasSize(2);
        XdfStream texts = file.streams().get(1);
        assertThat(texts.values().strings()).hasSize(9).startsWith(
                "<?xml version=\"1.0\"?><info><writer>LabRecorder xdfwriter</writer><first_timestamp>5.1</first_timestamp>"
                        + "<last_timestamp>5.9</last_timestamp><sample_count>9</sample_count><clock_offsets><offset><time>"
                        + "50979.76</time><value>-.01</value></offset><offset><time>50979.86</time><value>-.02</value>"
                        + "</offset></clock_offsets></info>",
                "Hello", "World");
    }

    @Test
    void readsStreamsWithoutSamples() throws IOException {
        XdfFile file = read("empty_streams.xdf");

        assertThat(file.streams()).hasSize(4);
        assertThat(file.streams().stream().filter(stream -> stream.samples() == 0)).hasSize(2);
    }
}
