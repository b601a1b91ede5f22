package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.xdf.XdfStream;

class NovaAnnotationTest {
    private static final String HEAD = "<?xml version=\"1.0\" ?>\n<annotation ssi-v=\"3\">\n <info ftype=\"%s\" size=\"3\" />\n"
            + " <meta role=\"receiver\" annotator=\"a1\" />\n <scheme name=\"valence\" type=\"%s\" %s />\n</annotation>\n";

    @TempDir
    private Path folder;

    private Path head(String ftype, String type, String more) throws IOException {
        return Files.writeString(folder.resolve("v.annotation"), HEAD.formatted(ftype, type, more));
    }

    @Test
    void aContinuousOneHasAllItsValuesFromTheFirstOn() throws IOException {
        Path head = head("ASCII", "CONTINUOUS", "sr=\"25.000\" min=\"0\" max=\"1\"");
        Path values = Files.writeString(folder.resolve("v.annotation~"), "0.5;1.00\n0.75;0.50\n-nan(ind);0\n");
        for (Path named : new Path[]{head, values}) {
            XdfStream stream = ForeignFiles.read(named).streams().get(0);
            assertThat(stream.type()).isEqualTo("Label");
            assertThat(stream.times()).containsExactly(0, 0.04, 0.08);
            assertThat(stream.values().floats()).containsExactly(0.5f, 1, 0.75f, 0.5f, Float.NaN, 0);
            assertThat(stream.header()).contains("<label>valence</label>", "<label>confidence</label>");
            assertThatThrownBy(() -> new TableDescriber(OptionalDouble.empty(), Optional.empty()).add(named))
                    .isInstanceOf(FileFault.class).hasMessageContaining("needs no description");
        }
        head("BINARY", "CONTINUOUS", "sr=\"50\"");
        Files.write(values, ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f).putFloat(1).putFloat(2)
                .putFloat(1).array());
        assertThat(ForeignFiles.read(head).streams().get(0).values().floats()).as("four bytes are no sample")
                .containsExactly(0.5f, 1, 2, 1);
    }

    @Test
    void aDiscreteOneHoldsItsClassUntilItEnds() throws IOException {
        Path head = head("ASCII", "DISCRETE", "");
        Files.writeString(folder.resolve("v.annotation~"), "1.5;2.5;0;1.0\n2.5;4;1;1.0\n");
        XdfStream stream = ForeignFiles.read(head).streams().get(0);
        assertThat(stream.times()).containsExactly(1.5, 2.5, 4);
        assertThat(stream.values().floats()).containsExactly(0, 1, Float.NaN);
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        Path head = head("ASCII", "CONTINUOUS", "sr=\"25\"");
        assertThatThrownBy(() -> ForeignFiles.read(head)).isInstanceOf(FileFault.class).hasMessageContaining("holds the values");
        Files.writeString(folder.resolve("v.annotation~"), "0.5;1\n0.5\n");
        assertThatThrownBy(() -> ForeignFiles.read(head)).hasMessageContaining("v.annotation~:2: has 1 values where 2 must be");
        head("ASCII", "FREE", "");
        assertThatThrownBy(() -> ForeignFiles.read(head)).hasMessageContaining("is a free scheme");
        head("ASCII", "CONTINUOUS", "");
        Files.writeString(folder.resolve("v.annotation~"), "0.5;1\n");
        assertThatThrownBy(() -> ForeignFiles.read(head)).hasMessageContaining("says no rate");
        Files.delete(head);
        assertThatThrownBy(() -> ForeignFiles.read(folder.resolve("v.annotation~")))
                .hasMessageContaining("there is no such file");
    }
}
