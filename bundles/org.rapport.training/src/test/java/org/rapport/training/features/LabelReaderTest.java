package org.rapport.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.device.StreamMapping;
import org.rapport.lsl.dialects.Dialects;
import org.rapport.lsl.RecordedMapping;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;
import org.rapport.xdf.XdfWriter;

class LabelReaderTest {
    private static final StreamMapping MAPPING = new RecordedMapping(new Dialects(Optional.empty()));
    private static final String CONSENT = """
            <info><name>ratings</name><type>Markers</type><channel_count>1</channel_count><nominal_srate>0</nominal_srate>
            <channel_format>string</channel_format></info>""";
    private static final String RATINGS = """
            <info><name>ratings</name><type>Label</type><channel_count>1</channel_count><nominal_srate>0</nominal_srate>
            <channel_format>float32</channel_format><desc><channels><channel><label>warmth</label></channel></channels></desc>
            </info>""";

    @TempDir
    private Path folder;

    private List<Reports> read(boolean ratings) throws Exception {
        try (XdfWriter writer = new XdfWriter(folder.resolve("one.xdf"))) {
            writer.addStream(CONSENT).write(new double[]{1}, new String[]{"consent participant=R1"});
            if (ratings) {
                writer.addStream(RATINGS).write(new double[]{2, 3}, new float[]{0, 0.5f});
            }
        }
        Files.writeString(folder.resolve("study.json"), """
                { "name": "one", "labels": { "warmth": "ratings/warmth" },
                  "sessions": [ { "name": "one", "emitter": "E1", "receiver": "R1", "recording": "one.xdf" } ] }
                """);
        Study study = StudyFile.read(folder);
        return new LabelReader(MAPPING, study.targets()).read(RecordedCapture.read(study.sessions().get(0).captures().get(0)));
    }

    @Test
    void markersOfARatingNodeAreNotItsRatings() throws Exception {
        assertThat(read(true)).singleElement().satisfies(reports -> {
            assertThat(reports.times()).containsExactly(2, 3);
            assertThat(reports.values()).containsExactly(0, 0.5f);
        });
    }

    @Test
    void aStreamOfTextAloneIsToldOf() throws IOException {
        assertThatThrownBy(() -> read(false)).hasMessageContaining("stream ratings sends text, not numbers");
    }
}
