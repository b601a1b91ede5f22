package org.rapport.training.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.model.network.Loss;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/**
 * How far a run got.
 *
 * @param settings what it was started with
 * @param epochs what came of each
 * @param finished whether all epochs were made
 * @param processors what it was computed on, each once; empty if a program of before made it
 */
record RunState(Map<String, String> settings, List<EpochResult> epochs, boolean finished, List<String> processors) {
    /** Since 2: losses and scores by name. Before, there was no such number, and they were those of the paper. */
    private static final int FORMAT = 2;

    /** Empty if there is no such file. */
    static Optional<RunState> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonEntry json = JsonEntry.read(file, StudyFile.MAX_BYTES);
        int format = json.get("format").isPresent() ? json.needed("format").integer() : 1;
        if (format < 1 || format > FORMAT) {
            throw json.needed("format").mismatch("must be at most " + FORMAT + ", the newest that this program knows");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> setting : needed(json, "settings").members().entrySet()) {
            settings.put(setting.getKey(), setting.getValue().text());
        }
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonEntry epoch : needed(json, "epochs").elements()) {
            epochs.add(format == 1 ? oldEpoch(epoch) : epoch(epoch));
        }
        List<String> processors = new ArrayList<>();
        if (json.get("processors").isPresent()) {
            for (JsonEntry processor : json.get("processors").get().elements()) {
                processors.add(processor.text());
            }
        }
        return Optional.of(new RunState(format == 1 ? OldSettings.named(settings) : settings, epochs,
                needed(json, "finished").bool(), processors));
    }

    private static EpochResult epoch(JsonEntry json) throws FileFault {
        Map<Loss, Double> losses = new EnumMap<>(Loss.class);
        for (Map.Entry<String, JsonEntry> value : needed(json, "losses").members().entrySet()) {
            Optional<Loss> loss = Loss.of(value.getKey()); // one that this program does not know is of no use to it
            if (loss.isPresent()) {
                losses.put(loss.get(), value.getValue().numberOrNaN());
            }
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> score : needed(json, "validation").members().entrySet()) {
            scores.put(score.getKey(), score.getValue().numberOrNaN());
        }
        return new EpochResult(needed(json, "epoch").integer(), losses, scores, needed(json, "seconds").numberOrNaN());
    }

    private static EpochResult oldEpoch(JsonEntry json) throws FileFault {
        Map<Loss, Double> losses = new EnumMap<>(Loss.class);
        for (Loss loss : List.of(Loss.TASK, Loss.DISTILLATION, Loss.ENHANCEMENT)) {
            losses.put(loss, needed(json, loss.key()).numberOrNaN());
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (String target : Study.PAPER_TARGETS) {
            scores.put(target, needed(json, target).numberOrNaN());
        }
        return new EpochResult(needed(json, "epoch").integer(), losses, scores, needed(json, "seconds").numberOrNaN());
    }

    private static JsonEntry needed(JsonEntry json, String name) throws FileFault {
        return json.get(name).orElseThrow(() -> json.fault("lacks \"" + name + "\"; begin anew with --restart"));
    }

    void write(Path file) throws IOException {
        JsonObjectBuilder started = Json.createObjectBuilder();
        settings.forEach(started::add);
        JsonArrayBuilder made = Json.createArrayBuilder();
        for (EpochResult epoch : epochs) {
            JsonObjectBuilder losses = Json.createObjectBuilder();
            epoch.losses().forEach((loss, value) -> add(losses, loss.key(), value));
            JsonObjectBuilder scores = Json.createObjectBuilder();
            epoch.scores().forEach((target, value) -> add(scores, target, value));
            JsonObjectBuilder one = Json.createObjectBuilder().add("epoch", epoch.epoch()).add("losses", losses).add("validation",
                    scores);
            add(one, "seconds", epoch.seconds());
            made.add(one);
        }
        JsonText.write(file, Json.createObjectBuilder().add("format", FORMAT).add("finished", finished).add("settings", started)
                .add("processors", Json.createArrayBuilder(processors)).add("epochs", made).build());
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
