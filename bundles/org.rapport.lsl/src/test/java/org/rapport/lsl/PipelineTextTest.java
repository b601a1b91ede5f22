package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.api.device.Devices.Device;
import org.rapport.api.device.Devices.Owned;
import org.rapport.json.JsonEntry;

class PipelineTextTest {
    @TempDir
    private Path folder;

    @Test
    void isASoundFileWhateverTheDevicesAreCalled() throws Exception {
        List<Owned> owned = new ArrayList<>();
        for (String name : List.of("\"quoted\"", "back\\slash", "two\nlines */ // {", "\u202eright to left", "emoji \ud83d\ude00",
                "<script>", "*/ }, \"rapport.sink.csv~evil\": {", "")) {
            owned.add(new Owned(device(name, "source " + name, "Face", "rapport.source.face"), "emitter"));
        }
        JsonEntry file = JsonEntry.parse("p.json", text(owned));
        assertThat(file.members().keySet()).hasSize(owned.size() + 1).contains("rapport.source.face~emitter-face",
                "rapport.source.face~emitter-face-2", "rapport.source.face~emitter-face-8", "rapport.sink.xdf~recorder");
        assertThat(file.members().get("rapport.source.face~emitter-face-3").needed("sourceId").text())
                .isEqualTo("source two\nlines */ // {");
        assertThat(file.members().get("rapport.sink.xdf~recorder").needed("inputs").elements()).hasSize(owned.size());
    }

    @Test
    void tellsTwinsApartByWhatDiffers() throws Exception {
        Owned one = new Owned(device("Shimmer", "", "ECG", "rapport.source.physio"), "emitter");
        Owned two = new Owned(device("Shimmer", "", "ECG", "rapport.source.physio"), "receiver");
        Owned named = new Owned(device("Tobii", "", "Gaze", "rapport.source.gaze"), "receiver");
        JsonEntry file = JsonEntry.parse("p.json", text(List.of(one, two, named)));
        assertThat(file.members().get("rapport.source.physio~emitter-ecg").needed("uid").text()).isEqualTo(one.device().uid());
        assertThat(file.members().get("rapport.source.physio~receiver-ecg").needed("uid").text()).isEqualTo(two.device().uid());
        assertThat(file.members().get("rapport.source.gaze~receiver-eye").needed("stream").text()).isEqualTo("Tobii");
    }

    @Test
    void takesTheResamplersSettingsFromTheModelsContract() throws Exception {
        Path contract = Files.writeString(folder.resolve("contract.json"),
                "{ \"features\": { \"rate\": 12.5, \"settings\": { \"rate\": \"12.5\", \"delay\": \"1.0\", \"filter\": \"any\" "
                        + "} } }");
        List<Owned> owned = List.of(new Owned(device("mic", "m", "Audio", "rapport.source.audio"), "emitter"));
        JsonEntry file = JsonEntry.parse("p.json", new PipelineText(owned, Optional.of("models/mine"), contract).text());
        JsonEntry resampler = file.members().get("rapport.resampler~features");
        assertThat(resampler.members().keySet()).containsExactlyInAnyOrder("inputs", "rate", "delay");
        assertThat(resampler.needed("rate").number()).isEqualTo(12.5);
        assertThat(resampler.needed("inputs").elements().get(0).text()).as("features of sound")
                .isEqualTo("emitter-voice-features");
        assertThat(file.members().get("rapport.inference.impression~impression").needed("model").text()).isEqualTo("models/mine");
        assertThatThrownBy(() -> new PipelineText(owned, Optional.of("x"), folder.resolve("none")).text())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("none");
    }

    private String text(List<Owned> owned) {
        return new PipelineText(owned, Optional.empty(), folder).text();
    }

    private static int number;

    private static Device device(String name, String sourceId, String content, String nodeType) {
        return new Device("uid-" + ++number, name, content, 4, content.equals("Audio") ? 16_000 : 60, "host\n", sourceId,
                List.of(nodeType), List.of(content), "", List.of());
    }
}
