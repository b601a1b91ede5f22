package org.rapport.model.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.model.ModelException;
import org.rapport.model.file.FolderWriter;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * What a checkpoint folder says in {@code training.json} about the variables beside it.
 *
 * @param steps how many steps the training has made
 */
public record Checkpoint(TrainingPlan plan, long steps) {
    private static final int FORMAT = 3;
    /** Named the weights of two losses, and knew no other; had two targets always. */
    private static final int OLD_FORMAT = 2;
    private static final long MAX_BYTES = 16 << 20;
    private static final String DESCRIPTION = "training.json";
    private static final String VARIABLES = "variables";
    /** Said only if there is one; older checkpoints have none. */
    private static final String WEIGHT_DECAY = "weightDecay";

    void write(Path folder, Session session) throws IOException {
        FolderWriter.write(folder, made -> {
            try {
                session.save(made.resolve(VARIABLES).toString());
            } catch (TensorFlowException e) {
                throw new IOException(folder + ": " + e.getMessage(), e);
            }
            JsonText.write(made.resolve(DESCRIPTION), json());
        });
    }

    /** @param architectures those that it can be of */
    static Checkpoint read(Path folder, Architectures architectures) throws ModelException {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file; copy the whole folder again");
        }
        try {
            return read(JsonEntry.read(file, MAX_BYTES), architectures);
        } catch (IOException e) { // also a fault, which says itself where it is
            throw new ModelException(e instanceof FileFault ? e.getMessage() : file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Checkpoint read(JsonEntry json, Architectures architectures) throws FileFault {
        JsonEntry format = json.needed("format");
        if (format.integer() != FORMAT && format.integer() != OLD_FORMAT) {
            throw format.mismatch("must be " + OLD_FORMAT + " or " + FORMAT + ", those that this program knows");
        }
        try {
            return new Checkpoint(
                    new TrainingPlan(shape(json.needed("shape"), architectures), objective(json),
                            json.needed("batchSize").integer(), json.needed("seed").longInteger(),
                            json.get(WEIGHT_DECAY).isPresent() ? json.needed(WEIGHT_DECAY).number() : 0),
                    json.needed("steps").longInteger());
        } catch (IllegalArgumentException e) {
            throw json.fault("does not hold together: " + e.getMessage());
        }
    }

    private static Objective objective(JsonEntry json) throws FileFault {
        if (json.needed("format").integer() == OLD_FORMAT) {
            return Objective.FULL.with(Loss.DISTILLATION, json.needed("distillation").number()).with(Loss.ENHANCEMENT,
                    json.needed("enhancement").number());
        }
        Map<Loss, Double> weights = new EnumMap<>(Loss.class);
        for (Map.Entry<String, JsonEntry> weight : json.needed("losses").members().entrySet()) {
            weights.put(Loss.of(weight.getKey()).orElseThrow(() -> weight.getValue().fault("is no loss that this program knows")),
                    weight.getValue().number());
        }
        return new Objective(weights);
    }

    /** Gives a session of the plan's graph the variables of a checkpoint. */
    static void restoreVariables(Path folder, Session session) throws ModelException {
        try {
            session.restore(folder.resolve(VARIABLES).toString());
        } catch (TensorFlowException e) {
            throw new ModelException(
                    folder + ": the variables do not belong to " + DESCRIPTION + " or are not all there; copy the folder again",
                    e);
        }
    }

    private static NetworkShape shape(JsonEntry json, Architectures architectures) throws FileFault {
        JsonEntry named = json.needed("architecture");
        Architecture architecture = architectures.of(named.text()).orElseThrow(() -> named
                .mismatch("must be one of " + architectures.names() + "; another comes with a plug-in, which is not here"));
        Set<Attention> attentions = EnumSet.noneOf(Attention.class);
        for (JsonEntry attention : json.needed("attentions").elements()) {
            attentions.add(attention.word(Attention.class));
        }
        return new NetworkShape(json.needed("emitterWidth").integer(), json.needed("receiverWidth").integer(),
                json.needed("steps").integer(), json.needed("encoding").integer(), json.needed("hidden").integer(),
                json.needed("heads").integer(), json.needed("headUnits").integer(), json.needed("dropout").number(),
                json.needed("activation").word(Activation.class), attentions, architecture,
                json.get("targets").isPresent() ? json.needed("targets").integer() : NetworkShape.PAPER_TARGETS);
    }

    private JsonObject json() {
        NetworkShape shape = plan.shape();
        JsonObjectBuilder losses = Json.createObjectBuilder();
        plan.objective().weights().forEach((loss, weight) -> losses.add(loss.key(), weight));
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (plan.weightDecay() > 0) {
            json.add(WEIGHT_DECAY, plan.weightDecay());
        }
        return json.add("format", FORMAT).add("steps", steps).add("seed", plan.seed()).add("batchSize", plan.batchSize())
                .add("losses", losses)
                .add("shape", Json.createObjectBuilder().add("emitterWidth", shape.emitterWidth())
                        .add("receiverWidth", shape.receiverWidth()).add("steps", shape.steps()).add("encoding", shape.encoding())
                        .add("hidden", shape.hidden()).add("heads", shape.heads()).add("headUnits", shape.headUnits())
                        .add("dropout", shape.dropout()).add("targets", shape.targets())
                        .add("architecture", shape.architecture().key()).add("activation", JsonEntry.word(shape.activation()))
                        .add("attentions", Json.createArrayBuilder(shape.attentions().stream().map(JsonEntry::word).toList())))
                .build();
    }
}
