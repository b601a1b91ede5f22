package org.rapport.model.folder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.network.NetworkShape;

/** Contracts for networks of any shape. */
public final class Contracts {
    private Contracts() {
    }

    public static Contract contract(NetworkShape shape) {
        return contract(shape, 0, 1);
    }

    public static Contract contract(NetworkShape shape, double mean, double std) {
        return new Contract(inputs(Role.EMITTER, shape.emitterWidth(), mean, std),
                inputs(Role.RECEIVER, shape.receiverWidth(), mean, std),
                new Contract.Features(25, "rapport.resampler", new TreeMap<>(Map.of("rate", "25.0", "maxGap", "0.25"))),
                new Contract.Window(shape.steps(), 5, 2),
                List.of(new Contract.Target("competence", "", mean, std), new Contract.Target("warmth", "points", mean, std)),
                new Contract.Study("Müller's \"pilot\"", "0123abcd", true),
                new Contract.Evaluation("by-dyad", new TreeMap<>(Map.of("competence.ccc", 0.5, "warmth.ccc", Double.NaN))));
    }

    private static List<Contract.Input> inputs(Role role, int width, double mean, double std) {
        return IntStream.range(0, width).mapToObj(i -> new Contract.Input(
                new Channel(role, "Face", "AU" + i, i == 0 ? "px" : "", "OpenFace", i == 1 ? Scale.STEPWISE : Scale.CONTINUOUS),
                mean, std)).toList();
    }
}
