package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.NamedArray;
import org.rapport.model.file.SafetensorsContent;
import org.rapport.model.network.Activation;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Attention;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.RowNetwork;
import org.rapport.model.network.Trainer;

/**
 * What {@code weights.safetensors} in a model's folder holds.
 *
 * @param architecture of the network
 * @param notes what the file says about itself
 * @param arrays the weights by name
 */
record PortableWeights(Architecture architecture, Map<String, String> notes, Map<String, NamedArray> arrays) {
    static final String FILE = "weights.safetensors";
    /** How far, in standard deviations of a label, a network may be from itself in its other form. */
    private static final double SAME = 1e-4;

    /**
     * Makes networks of the folder's weights that take row by row, each with a state of its own; empty if they have no such form,
     * as far as this program knows.
     *
     * @throws ModelException if the file is broken, or its weights are not those of the contract's network
     */
    static Optional<Supplier<RowNetwork>> rowByRow(Path folder, Contract contract, Architectures architectures)
            throws ModelException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty(); // an old folder: its network takes windows
        }
        try {
            SafetensorsContent content = SafetensorsContent.read(file);
            return architectures.of(content.notes().getOrDefault("architecture", "")).flatMap(
                    architecture -> new PortableWeights(architecture, content.notes(), content.arrays()).rowByRow(contract));
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage() + "; train or copy the model again", e);
        }
    }

    private Optional<Supplier<RowNetwork>> rowByRow(Contract contract) {
        Optional<Supplier<RowNetwork>> networks = architecture.rowByRow(shape(contract), arrays, contract.window().liveStep());
        networks.map(Supplier::get).ifPresent(rows -> {
            for (int step = 0; step < contract.window().steps(); step++) {
                rows.add(new float[contract.columns(Role.EMITTER)], new float[contract.columns(Role.RECEIVER)]);
            }
            rows.predict(new float[contract.targets().size()]); // as wide as the contract says?
        });
        return networks;
    }

    /**
     * Makes sure that a network that is used row by row is the one that was trained.
     *
     * @throws IllegalArgumentException if it predicts something else from a window; one line
     */
    static void check(Contract contract, Trainer trainer) {
        int steps = contract.window().steps();
        int live = contract.window().liveStep();
        trainer.rowByRow(live).map(Supplier::get).ifPresent(rows -> {
            Random random = new Random(1);
            float[] emitter = drawn(random, steps * contract.columns(Role.EMITTER));
            float[] receiver = drawn(random, steps * contract.columns(Role.RECEIVER));
            float[] whole = trainer.predict(emitter, receiver);
            float[] out = new float[contract.targets().size()];
            for (int step = 0; step < steps; step++) {
                rows.add(row(emitter, step, steps), row(receiver, step, steps));
            }
            rows.predict(out);
            for (int target = 0; target < out.length; target++) {
                float trained = whole[live * out.length + target];
                if (!(Math.abs(out[target] - trained) <= SAME * Math.max(1, Math.abs(trained)))) {
                    throw new IllegalArgumentException("row by row the network predicts " + out[target] + ", as it was trained "
                            + trained + "; the architecture " + trainer.plan().shape().architecture().key()
                            + " has to be mended, or to do without rowByRow");
                }
            }
        });
    }

    private static float[] drawn(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] row(float[] rows, int step, int steps) {
        int width = rows.length / steps;
        return Arrays.copyOfRange(rows, step * width, (step + 1) * width);
    }

    /** @throws IllegalArgumentException if the notes do not say it */
    private NetworkShape shape(Contract contract) {
        Set<Attention> attentions = EnumSet.noneOf(Attention.class);
        for (String word : note("attentions").split(" ")) {
            attentions.add(Attention.valueOf(constant(word)));
        }
        return new NetworkShape(contract.columns(Role.EMITTER), contract.columns(Role.RECEIVER), contract.window().steps(),
                number("encoding"), number("hidden"), number("heads"), number("headUnits"), 0,
                Activation.valueOf(constant(note("activation"))), attentions, architecture, contract.targets().size());
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private String note(String name) {
        return Optional.ofNullable(notes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the file does not say its " + name));
    }

    private int number(String name) {
        try {
            return Integer.parseInt(note(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the file's " + name + " is no number", e);
        }
    }
}
