package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.Range;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** A contract as the JSON file {@code contract.json}. */
final class ContractFile {
    /**
     * Since 2: any targets, with ranges; what the model learned from; a limit of the inputs. Since 3: calibration. Since 4:
     * several networks. Since 5: masks. A contract says the oldest that has what it needs, so that older programs read it.
     */
    private static final int FORMAT = 5;
    private static final int FORMAT_OF_SEVERAL = 4;
    private static final int FORMAT_OF_ONE = 3;
    private static final int OLDEST_FORMAT = 1;
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
        if (format.integer() < OLDEST_FORMAT || format.integer() > FORMAT) {
            throw format.mismatch("must be from " + OLDEST_FORMAT + " to " + FORMAT + ", those that this program knows");
        }
        List<Contract.Input> emitter = inputs(Role.EMITTER, json.needed("emitter"));
        List<Contract.Input> receiver = inputs(Role.RECEIVER, json.needed("receiver"));
        Contract.Features features = features(json.needed("features"));
        Contract.Window window = window(json.needed("window"));
        List<Contract.Target> targets = targets(json.needed("targets"));
        Contract.Study study = study(json.needed("trainedOn"));
        Contract.Evaluation evaluation = evaluation(json.needed("evaluation"));
        double clip = json.get("clip").isPresent() ? json.needed("clip").number() : Double.POSITIVE_INFINITY;
        List<String> members = new ArrayList<>();
        for (JsonEntry member : json.list("members")) {
            members.add(member.text());
        }
        boolean masks = json.get("masks").isPresent() && json.needed("masks").bool();
        return made(json,
                () -> new Contract(emitter, receiver, features, window, targets, study, evaluation, clip, members, masks));
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
                    element.needed("unit").anyText(), element.needed("extractor").anyText(),
                    element.needed("scale").word(Scale.class));
            inputs.add(made(element,
                    () -> new Contract.Input(channel, element.needed("mean").number(), element.needed("std").number())));
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
        return made(json,
                () -> new Contract.Window(steps.integer(), json.needed("hop").integer(), json.needed("lookAhead").integer()));
    }

    private static List<Contract.Target> targets(JsonEntry json) throws FileFault {
        List<Contract.Target> targets = new ArrayList<>();
        for (JsonEntry target : json.elements()) {
            targets.add(made(target, () -> new Contract.Target(target.needed("name").anyText(), target.needed("unit").anyText(),
                    range(target), target.needed("mean").number(), target.needed("std").number(), calibration(target))));
        }
        return targets;
    }

    private static Calibration calibration(JsonEntry target) throws FileFault {
        if (target.get("calibration").isEmpty()) {
            return Calibration.NONE;
        }
        JsonEntry json = target.needed("calibration");
        return made(json, () -> new Calibration(json.needed("slope").number(), json.needed("offset").number()));
    }

    /** Two numbers, null for no limit. */
    private static Range range(JsonEntry target) throws FileFault {
        if (target.get("range").isEmpty()) {
            return Range.ANY;
        }
        JsonEntry json = target.needed("range");
        List<JsonEntry> limits = json.elements();
        if (limits.size() != 2) {
            throw json.fault("must be the least and the most, [0, 100], with null for no limit");
        }
        double low = limits.get(0).numberOrNaN();
        double high = limits.get(1).numberOrNaN();
        return made(json, () -> new Range(Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high));
    }

    private static Contract.Study study(JsonEntry json) throws FileFault {
        Optional<Contract.Learned> learned = json.get("learned").isEmpty() ? Optional.empty()
                : Optional.of(learned(json.needed("learned")));
        return new Contract.Study(json.needed("study").anyText(), json.needed("hash").anyText(), json.needed("synthetic").bool(),
                learned);
    }

    private static Contract.Learned learned(JsonEntry json) throws FileFault {
        return new Contract.Learned(texts(json.needed("recordings")), texts(json.needed("people")),
                texts(json.needed("stimuli")));
    }

    private static Set<String> texts(JsonEntry json) throws FileFault {
        Set<String> texts = new TreeSet<>();
        for (JsonEntry element : json.elements()) {
            texts.add(element.anyText());
        }
        return texts;
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
        JsonObjectBuilder trainedOn = Json.createObjectBuilder().add("study", study.name()).add("hash", study.hash())
                .add("synthetic", study.synthetic());
        study.learned()
                .ifPresent(learned -> trainedOn.add("learned",
                        Json.createObjectBuilder().add("recordings", Json.createArrayBuilder(learned.recordings()))
                                .add("people", Json.createArrayBuilder(learned.people()))
                                .add("stimuli", Json.createArrayBuilder(learned.stimuli()))));
        JsonObjectBuilder json = Json.createObjectBuilder().add("format", format(contract))
                .add("window",
                        Json.createObjectBuilder().add("steps", window.steps()).add("hop", window.hop()).add("lookAhead",
                                window.lookAhead()))
                .add("features", json(contract.features())).add("targets", targets(contract.targets()))
                .add("trainedOn", trainedOn).add("evaluation", json(contract.evaluation()))
                .add("emitter", inputs(contract.emitter())).add("receiver", inputs(contract.receiver()));
        if (Double.isFinite(contract.clip())) {
            json.add("clip", contract.clip());
        }
        if (!contract.members().isEmpty()) {
            json.add("members", Json.createArrayBuilder(contract.members()));
        }
        if (contract.masks()) {
            json.add("masks", true);
        }
        JsonText.write(file, json.build());
    }

    private static int format(Contract contract) {
        if (contract.masks()) {
            return FORMAT;
        }
        return contract.members().isEmpty() ? FORMAT_OF_ONE : FORMAT_OF_SEVERAL;
    }

    private static JsonObjectBuilder json(Contract.Features features) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        features.settings().forEach(settings::add);
        return Json.createObjectBuilder().add("rate", features.rate()).add("node", features.node()).add("settings", settings);
    }

    private static JsonArrayBuilder targets(List<Contract.Target> targets) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Contract.Target target : targets) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", target.name()).add("unit", target.unit())
                    .add("mean", target.mean()).add("std", target.std());
            if (target.range().isLimited()) {
                json.add("range", Json.createArrayBuilder().add(limit(target.range().low())).add(limit(target.range().high())));
            }
            if (!target.calibration().equals(Calibration.NONE)) {
                json.add("calibration", Json.createObjectBuilder().add("slope", target.calibration().slope()).add("offset",
                        target.calibration().offset()));
            }
            array.add(json);
        }
        return array;
    }

    /** JSON has no infinity: no limit is null. */
    private static JsonValue limit(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
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
        inputs.forEach(input -> array.add(Json.createObjectBuilder().add("type", input.channel().type())
                .add("label", input.channel().label()).add("unit", input.channel().unit())
                .add("extractor", input.channel().extractor()).add("scale", JsonEntry.word(input.channel().scale()))
                .add("mean", input.mean()).add("std", input.std())));
        return array;
    }
}
