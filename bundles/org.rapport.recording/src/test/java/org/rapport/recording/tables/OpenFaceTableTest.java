package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.recording.session.RecordingFiles;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/** A table with several faces is never one person's. */
class OpenFaceTableTest {
    private static final String HEADER = "frame, face_id, timestamp, confidence, success, pose_Tz, AU01_r, AU12_r\n";
    private static final String DESCRIPTION = "{ \"name\": \"face\", \"type\": \"Face\", \"time\": \"timestamp\", "
            + "\"columns\": { \"AU01_r\": {} }%s }";

    @TempDir
    private Path folder;

    /** Face 0 is far and in every frame, face 1 is near and in every second. */
    private Path twoFaces() throws IOException {
        StringBuilder table = new StringBuilder(HEADER);
        for (int frame = 0; frame < 30; frame++) {
            String time = String.format(java.util.Locale.ROOT, "%.3f", frame / 30.0);
            table.append(frame + 1).append(", 0, ").append(time).append(", 0.98, 1, 900, 0.5, 1\n");
            if (frame % 2 == 0) {
                table.append(frame + 1).append(", 1, ").append(time).append(", 0.98, 1, 400, 4, 1\n");
            }
        }
        return Files.writeString(folder.resolve("two.csv"), table);
    }

    @Test
    void eachFaceIsAStream() throws IOException {
        XdfFile file = RecordingFiles.read(twoFaces());
        assertThat(file.streams()).extracting(XdfStream::name).containsExactly("two face 0", "two face 1");
        assertThat(file.streams()).extracting(XdfStream::samples).containsExactly(30, 15);
        assertThat(file.streams()).extracting(XdfStream::rate).as("that of the camera").containsOnly(30.0);
        for (XdfStream stream : file.streams()) {
            float own = stream.name().endsWith("0") ? 0.5f : 4;
            float[] values = stream.values().floats();
            for (int row = 0; row < stream.samples(); row++) {
                assertThat(values[row * stream.channelCount() + 3]).isEqualTo(own);
            }
        }
    }

    @Test
    void oneFaceIsCalledAsItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("one.csv"), HEADER + "1, 3, 0, 1, 1, 5, 1, 1\n2, 3, 0.04, 1, 1, 5, 1, 1\n");
        assertThat(RecordingFiles.read(file).streams()).extracting(XdfStream::name).containsExactly("one");
    }

    @Test
    void aTimeThatAFaceHasTwiceIsAFaultWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("one.csv"),
                HEADER + "1, 0, 0.033, 1, 1, 5, 1, 1\n2, 1, 0.033, 1, 1, 5, 1, 1\n\n3, 0, 0.033, 1, 1, 5, 1, 1\n");
        assertThatThrownBy(() -> RecordingFiles.read(file)).isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ":5: has the timestamp 0.033 of line 2 again");
        Files.writeString(folder.resolve("plain.csv"), "frame,timestamp,confidence,success,AU01_r\n1,0.5,1,1,1\n2,0.5,1,1,1\n");
        assertThatThrownBy(() -> RecordingFiles.read(folder.resolve("plain.csv"), DESCRIPTION.formatted("")))
                .hasMessageStartingWith(folder.resolve("plain.csv") + ":3: has the timestamp 0.5 of line 2 again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {", \"face\": \"most frequent\" | 30 | 0.5",
            ", \"face\": \"largest\" | 15 | 4", ", \"where\": { \"face_id\": \"1\" } | 15 | 4"})
    void aDescriptionChoosesOne(String choice, int rows, float value) throws IOException {
        XdfStream stream = RecordingFiles.read(twoFaces(), DESCRIPTION.formatted(choice)).streams().get(0);
        assertThat(stream.samples()).isEqualTo(rows);
        assertThat(stream.values().floats()).containsOnly(value);
    }

    @Test
    void aDescriptionThatDoesNotChooseIsRefused() throws IOException {
        Path file = twoFaces();
        assertThatThrownBy(() -> RecordingFiles.read(file, DESCRIPTION.formatted(""))).isInstanceOf(IOException.class)
                .hasMessageContaining("2 faces (face_id 0 in 30 rows, face_id 1 in 15 rows)")
                .hasMessageContaining("most frequent");
        assertThatThrownBy(() -> RecordingFiles.read(file, DESCRIPTION.formatted(", \"face\": \"nicest\"")))
                .hasMessageContaining("\"nicest\" is neither");
    }
}
