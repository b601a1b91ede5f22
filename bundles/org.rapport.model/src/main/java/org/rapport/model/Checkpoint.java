package org.rapport.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * What a checkpoint folder says in {@code training.json} about the variables beside it.
 *
 * @param steps how many steps the training has made
 */
record Checkpoint(TrainingPlan plan, long steps) {
    private static final int FORMAT = 2;
    private static final String DESCRIPTION = "training.json";
    private static final String VARIABLES = "variables";

    void write(Path folder, Session session) throws IOException {
        FolderWriter.write(folder, made -> {
            try {
                session.save(made.resolve(VARIABLES).toString());
            } catch (TensorFlowException e) {
                throw new IOException(folder + ": " + e.getMessage(), e);
            }
            JsonPlace.write(made.resolve(DESCRIPTION), json());
        });
    }

    static Checkpoint read(Path folder) throws ModelException {
        JsonPlace json = JsonPlace.read(folder.resolve(DESCRIPTION));
        JsonPlace format = json.get("format");
        if (format.integer() != FORMAT) {
            throw format.error("must be " + FORMAT + ", the one this program knows");
        }
        try {
            Objective objective = new Objective(json.get("distillation").number(), json.get("enhancement").number());
            return new Checkpoint(new TrainingPlan(shape(json.get("shape")), objective, json.get("batchSize").integer(),
                    json.get("seed").longInteger()), json.get("steps").longInteger());
        } catch (IllegalArgumentException e) {
            throw new ModelException(json.file() + ": " + e.getMessage(), e);
        }
    }

    /** Gives a session of the plan's graph the variables of a checkpoint. */
    static void restoreVariables(Path folder, Session session) throws ModelException {
        try {
            session.restore(folder.resolve(VARIABLES).toString());
        } catch (TensorFlowException e) {
            throw new ModelException(folder + ": the variables do not belong to " + DESCRIPTION
                    + " or are not all there; copy the folder again", e);
        }
    }

    private static NetworkShape shape(JsonPlace json) throws ModelException {
        Set<Attention> attentions = EnumSet.noneOf(Attention.class);
        for (JsonPlace attention : json.get("attentions").elements()) {
            attentions.add(attention.word(Attention.class));
        }
        return new NetworkShape(json.get("emitterWidth").integer(), json.get("receiverWidth").integer(),
                json.get("steps").integer(), json.get("encoding").integer(), json.get("hidden").integer(),
                json.get("heads").integer(), json.get("headUnits").integer(), json.get("dropout").number(),
                json.get("activation").word(Activation.class), attentions,
                json.get("architecture").word(Architecture.class));
    }

    private JsonObject json() {
        NetworkShape shape = plan.shape();
        return Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("steps", steps)
                .add("seed", plan.seed())
                .add("batchSize", plan.batchSize())
                .add("distillation", plan.objective().distillation())
                .add("enhancement", plan.objective().enhancement())
                .add("shape", Json.createObjectBuilder()
                        .add("emitterWidth", shape.emitterWidth())
                        .add("receiverWidth", shape.receiverWidth())
                        .add("steps", shape.steps())
                        .add("encoding", shape.encoding())
                        .add("hidden", shape.hidden())
                        .add("heads", shape.heads())
                        .add("headUnits", shape.headUnits())
                        .add("dropout", shape.dropout())
                        .add("architecture", JsonPlace.word(shape.architecture()))
                        .add("activation", JsonPlace.word(shape.activation()))
                        .add("attentions",
                                Json.createArrayBuilder(shape.attentions().stream().map(JsonPlace::word).toList())))
                .build();
    }
}
