package org.rapport.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;

/** A contract as the JSON file {@code contract.json}. */
final class ContractFile {
    private static final int FORMAT = 1;
    private static final int MAX_CHANNELS = 10_000;
    private static final int MAX_STEPS = 100_000;

    private ContractFile() {
    }

    static Contract read(Path file) throws ModelException {
        JsonPlace json = JsonPlace.read(file);
        JsonPlace format = json.get("format");
        if (format.integer() != FORMAT) {
            throw format.error("must be " + FORMAT + ", the one this program knows");
        }
        List<Contract.Input> emitter = inputs(Role.EMITTER, json.get("emitter"));
        List<Contract.Input> receiver = inputs(Role.RECEIVER, json.get("receiver"));
        Contract.Features features = features(json.get("features"));
        Contract.Window window = window(json.get("window"));
        List<Contract.Target> targets = targets(json.get("targets"));
        Contract.Study study = study(json.get("trainedOn"));
        Contract.Evaluation evaluation = evaluation(json.get("evaluation"));
        return made(json, () -> new Contract(emitter, receiver, features, window, targets, study, evaluation));
    }

    /** Makes a part, and if its values do not go together, says where they stand. */
    private static <T> T made(JsonPlace json, Part<T> part) throws ModelException {
        try {
            return part.make();
        } catch (IllegalArgumentException e) {
            throw new ModelException(json.file() + ": " + (json.key().isEmpty() ? "" : json.key() + ": ") + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Part<T> {
        T make() throws ModelException;
    }

    private static List<Contract.Input> inputs(Role role, JsonPlace json) throws ModelException {
        List<JsonPlace> elements = json.elements();
        if (elements.size() > MAX_CHANNELS) {
            throw new ModelException(json.file() + ": " + json.key() + " has " + elements.size() + " channels, more than the "
                    + MAX_CHANNELS + " allowed");
        }
        List<Contract.Input> inputs = new ArrayList<>();
        for (JsonPlace element : elements) {
            Channel channel = new Channel(role, element.get("type").text(), element.get("label").text(),
                    element.get("unit").text(), element.get("extractor").text(), element.get("scale").word(Scale.class));
            inputs.add(made(element, () -> new Contract.Input(channel, element.get("mean").number(),
                    element.get("std").number())));
        }
        return inputs;
    }

    private static Contract.Features features(JsonPlace json) throws ModelException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPlace> setting : json.get("settings").members().entrySet()) {
            settings.put(setting.getKey(), setting.getValue().text());
        }
        return made(json, () -> new Contract.Features(json.get("rate").number(), json.get("node").text(), settings));
    }

    private static Contract.Window window(JsonPlace json) throws ModelException {
        JsonPlace steps = json.get("steps");
        if (steps.integer() > MAX_STEPS) {
            throw steps.error("must be " + MAX_STEPS + " or less");
        }
        return made(json, () -> new Contract.Window(steps.integer(), json.get("hop").integer(), json.get("lookAhead").integer()));
    }

    private static List<Contract.Target> targets(JsonPlace json) throws ModelException {
        List<Contract.Target> targets = new ArrayList<>();
        for (JsonPlace target : json.elements()) {
            targets.add(made(target, () -> new Contract.Target(target.get("name").text(), target.get("unit").text(),
                    target.get("mean").number(), target.get("std").number())));
        }
        return targets;
    }

    private static Contract.Study study(JsonPlace json) throws ModelException {
        return new Contract.Study(json.get("study").text(), json.get("hash").text(), json.get("synthetic").bool());
    }

    private static Contract.Evaluation evaluation(JsonPlace json) throws ModelException {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPlace> score : json.get("scores").members().entrySet()) {
            scores.put(score.getKey(), score.getValue().numberOrNaN());
        }
        return new Contract.Evaluation(json.get("protocol").text(), scores);
    }

    static void write(Path file, Contract contract) throws IOException {
        Contract.Window window = contract.window();
        Contract.Study study = contract.trainedOn();
        JsonPlace.write(file, Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("window", Json.createObjectBuilder()
                        .add("steps", window.steps())
                        .add("hop", window.hop())
                        .add("lookAhead", window.lookAhead()))
                .add("features", json(contract.features()))
                .add("targets", targets(contract.targets()))
                .add("trainedOn", Json.createObjectBuilder()
                        .add("study", study.name())
                        .add("hash", study.hash())
                        .add("synthetic", study.synthetic()))
                .add("evaluation", json(contract.evaluation()))
                .add("emitter", inputs(contract.emitter()))
                .add("receiver", inputs(contract.receiver()))
                .build());
    }

    private static JsonObjectBuilder json(Contract.Features features) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        features.settings().forEach(settings::add);
        return Json.createObjectBuilder().add("rate", features.rate()).add("node", features.node()).add("settings", settings);
    }

    private static JsonArrayBuilder targets(List<Contract.Target> targets) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        targets.forEach(target -> array.add(Json.createObjectBuilder()
                .add("name", target.name())
                .add("unit", target.unit())
                .add("mean", target.mean())
                .add("std", target.std())));
        return array;
    }

    /** JSON has no NaN: a score that could not be computed is null. */
    private static JsonObjectBuilder json(Contract.Evaluation evaluation) {
        JsonObjectBuilder scores = Json.createObjectBuilder();
        evaluation.scores().forEach((name, score) -> {
            if (Double.isFinite(score)) {
                scores.add(name, score);
            } else {
                scores.addNull(name);
            }
        });
        return Json.createObjectBuilder().add("protocol", evaluation.protocol()).add("scores", scores);
    }

    private static JsonArrayBuilder inputs(List<Contract.Input> inputs) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        inputs.forEach(input -> array.add(Json.createObjectBuilder()
                .add("type", input.channel().type())
                .add("label", input.channel().label())
                .add("unit", input.channel().unit())
                .add("extractor", input.channel().extractor())
                .add("scale", JsonPlace.word(input.channel().scale()))
                .add("mean", input.mean())
                .add("std", input.std())));
        return array;
    }
}
