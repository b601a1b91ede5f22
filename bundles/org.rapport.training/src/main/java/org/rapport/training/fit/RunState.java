package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.training.study.StudyFile;

/**
 * How far a run got.
 *
 * @param settings what it was started with
 * @param epochs what came of each
 * @param finished whether all epochs were made
 */
record RunState(Map<String, String> settings, List<EpochResult> epochs, boolean finished) {

    /** Empty if there is no such file. */
    static Optional<RunState> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonEntry json = JsonEntry.read(file, StudyFile.MAX_BYTES);
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> setting : needed(json, "settings").members().entrySet()) {
            settings.put(setting.getKey(), setting.getValue().text());
        }
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonEntry epoch : needed(json, "epochs").elements()) {
            epochs.add(new EpochResult(needed(epoch, "epoch").integer(), number(epoch, "task"), number(epoch, "kd"),
                    number(epoch, "se"), number(epoch, "competence"), number(epoch, "warmth"), number(epoch, "seconds")));
        }
        return Optional.of(new RunState(settings, epochs, needed(json, "finished").bool()));
    }

    private static JsonEntry needed(JsonEntry json, String name) throws FileFault {
        return json.get(name).orElseThrow(() -> json.fault("lacks \"" + name + "\"; begin anew with --restart"));
    }

    private static double number(JsonEntry json, String name) throws FileFault {
        JsonEntry number = needed(json, name);
        return number.value() == null ? Double.NaN : number.number();
    }

    void write(Path file) throws IOException {
        JsonObjectBuilder started = Json.createObjectBuilder();
        settings.forEach(started::add);
        JsonArrayBuilder made = Json.createArrayBuilder();
        for (EpochResult epoch : epochs) {
            JsonObjectBuilder one = Json.createObjectBuilder().add("epoch", epoch.epoch());
            add(one, "task", epoch.task());
            add(one, "kd", epoch.distillation());
            add(one, "se", epoch.enhancement());
            add(one, "competence", epoch.competence());
            add(one, "warmth", epoch.warmth());
            add(one, "seconds", epoch.seconds());
            made.add(one);
        }
        JsonText.write(file, Json.createObjectBuilder().add("finished", finished).add("settings", started)
                .add("epochs", made).build());
    }

    /** JSON has no NaN: null. */
    private static void add(JsonObjectBuilder json, String name, double value) {
        if (Double.isFinite(value)) {
            json.add(name, value);
        } else {
            json.addNull(name);
        }
    }
}
