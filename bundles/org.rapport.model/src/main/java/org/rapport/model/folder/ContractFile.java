package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/** A contract as the JSON file {@code contract.json}. */
final class ContractFile {
    private static final int FORMAT = 1;
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_CHANNELS = 10_000;
    private static final int MAX_STEPS = 100_000;

    private ContractFile() {
    }

    static Contract read(Path file) throws ModelException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file; copy the whole folder again");
        }
        try {
            return read(JsonEntry.read(file, MAX_BYTES));
        } catch (IOException e) { // also a fault, which says itself where it is
            throw new ModelException(e instanceof FileFault ? e.getMessage() : file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Contract read(JsonEntry json) throws FileFault {
        JsonEntry format = json.needed("format");
        if (format.integer() != FORMAT) {
            throw format.mismatch("must be " + FORMAT + ", the one this program knows");
        }
        List<Contract.Input> emitter = inputs(Role.EMITTER, json.needed("emitter"));
        List<Contract.Input> receiver = inputs(Role.RECEIVER, json.needed("receiver"));
        Contract.Features features = features(json.needed("features"));
        Contract.Window window = window(json.needed("window"));
        List<Contract.Target> targets = targets(json.needed("targets"));
        Contract.Study study = study(json.needed("trainedOn"));
        Contract.Evaluation evaluation = evaluation(json.needed("evaluation"));
        return made(json, () -> new Contract(emitter, receiver, features, window, targets, study, evaluation));
    }

    /** Makes a part, and if its values do not go together, says where they stand. */
    private static <T> T made(JsonEntry json, Part<T> part) throws FileFault {
        try {
            return part.make();
        } catch (IllegalArgumentException e) {
            throw json.fault("does not hold together: " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Part<T> {
        T make() throws FileFault;
    }

    private static List<Contract.Input> inputs(Role role, JsonEntry json) throws FileFault {
        List<JsonEntry> elements = json.elements();
        if (elements.size() > MAX_CHANNELS) {
            throw json.fault("has " + elements.size() + " channels, more than the " + MAX_CHANNELS + " allowed");
        }
        List<Contract.Input> inputs = new ArrayList<>();
        for (JsonEntry element : elements) {
            Channel channel = new Channel(role, element.needed("type").anyText(), element.needed("label").anyText(),
                    element.needed("unit").anyText(), element.needed("extractor").anyText(), element.needed("scale")
                            .word(Scale.class));
            inputs.add(made(element, () -> new Contract.Input(channel, element.needed("mean").number(),
                    element.needed("std").number())));
        }
        return inputs;
    }

    private static Contract.Features features(JsonEntry json) throws FileFault {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> setting : json.needed("settings").members().entrySet()) {
            settings.put(setting.getKey(), setting.getValue().anyText());
        }
        return made(json, () -> new Contract.Features(json.needed("rate").number(), json.needed("node").anyText(), settings));
    }

    private static Contract.Window window(JsonEntry json) throws FileFault {
        JsonEntry steps = json.needed("steps");
        if (steps.integer() > MAX_STEPS) {
            throw steps.mismatch("must be " + MAX_STEPS + " or less");
        }
        return made(json, () -> new Contract.Window(steps.integer(), json.needed("hop").integer(), json.needed("lookAhead")
                .integer()));
    }

    private static List<Contract.Target> targets(JsonEntry json) throws FileFault {
        List<Contract.Target> targets = new ArrayList<>();
        for (JsonEntry target : json.elements()) {
            targets.add(made(target, () -> new Contract.Target(target.needed("name").anyText(), target.needed("unit").anyText(),
                    target.needed("mean").number(), target.needed("std").number())));
        }
        return targets;
    }

    private static Contract.Study study(JsonEntry json) throws FileFault {
        return new Contract.Study(json.needed("study").anyText(), json.needed("hash").anyText(), json.needed("synthetic").bool());
    }

    private static Contract.Evaluation evaluation(JsonEntry json) throws FileFault {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> score : json.needed("scores").members().entrySet()) {
            scores.put(score.getKey(), score.getValue().numberOrNaN());
        }
        return new Contract.Evaluation(json.needed("protocol").anyText(), scores);
    }

    static void write(Path file, Contract contract) throws IOException {
        Contract.Window window = contract.window();
        Contract.Study study = contract.trainedOn();
        JsonText.write(file, Json.createObjectBuilder()
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
                .add("scale", JsonEntry.word(input.channel().scale()))
                .add("mean", input.mean())
                .add("std", input.std())));
        return array;
    }
}
