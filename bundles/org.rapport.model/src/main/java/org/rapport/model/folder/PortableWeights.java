package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

/**
 * What {@code weights.safetensors} in a model's folder holds.
 *
 * @param architecture of the network
 * @param notes what the file says about itself
 * @param arrays the weights by name
 */
record PortableWeights(Architecture architecture, Map<String, String> notes, Map<String, NamedArray> arrays) {
    static final String FILE = "weights.safetensors";

    /**
     * Those of a network that runs row by row; empty if the folder's does not, as far as this program knows.
     *
     * @throws ModelException if the file is broken, or its weights are not those of the contract's network
     */
    static Optional<PortableWeights> ofRows(Path folder, Contract contract, Architectures architectures) throws ModelException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty(); // an old folder: its network takes windows
        }
        try {
            SafetensorsContent content = SafetensorsContent.read(file);
            Optional<PortableWeights> weights = architectures.of(content.notes().getOrDefault("architecture", ""))
                    .map(architecture -> new PortableWeights(architecture, content.notes(), content.arrays()));
            return weights.isPresent() && weights.get().rowByRow(contract).isPresent() ? weights : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage() + "; train or copy the model again", e);
        }
    }

    /** @throws IllegalArgumentException if the weights are not those of the contract's network */
    Optional<RowNetwork> rowByRow(Contract contract) {
        Optional<RowNetwork> network = architecture.rowByRow(shape(contract), arrays);
        network.ifPresent(rows -> rows.step(new float[contract.emitter().size()], new float[contract.receiver().size()],
                new float[contract.targets().size()])); // as wide as the contract says?
        network.ifPresent(RowNetwork::restart);
        return network;
    }

    /** @throws IllegalArgumentException if the notes do not say it */
    private NetworkShape shape(Contract contract) {
        Set<Attention> attentions = EnumSet.noneOf(Attention.class);
        for (String word : note("attentions").split(" ")) {
            attentions.add(Attention.valueOf(constant(word)));
        }
        return new NetworkShape(contract.emitter().size(), contract.receiver().size(), contract.window().steps(),
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
