package org.rapport.model.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.NamedArray;
import org.rapport.model.file.SafetensorsContent;
import org.rapport.model.folder.ModelFolder;

/**
 * A model's network as an ONNX file, made from the folder's {@code weights.safetensors}. It takes and gives what the SavedModel
 * does, for any number of windows at once: emitter [windows x steps x K] and receiver [windows x steps x L], standardised, to
 * prediction [windows x steps x targets]. The file's metadata are those of the weights.
 */
public final class OnnxFile {
    private static final String EMITTER = "emitter";
    private static final String RECEIVER = "receiver";

    private final OnnxGraph graph = new OnnxGraph();
    private final Contract contract;
    private final Map<String, String> notes;
    private final OnnxLayers layers;

    private OnnxFile(Contract contract, Map<String, String> notes, Map<String, NamedArray> weights) {
        this.contract = contract;
        this.notes = notes;
        this.layers = new OnnxLayers(graph, weights);
    }

    /**
     * Writes the network of a model's folder.
     *
     * @throws ModelException if the folder is no whole model, lacks the weights, or its network is one that only a plug-in knows
     * @throws IOException if the file cannot be written
     */
    public static void write(Path model, Path file) throws ModelException, IOException {
        Contract contract = ModelFolder.contract(model);
        if (!contract.members().isEmpty()) {
            throw new ModelException(model + ": has " + contract.members().size() + " networks that predict together, and ONNX "
                    + "is written of one; train without --ensemble");
        }
        Path weights = model.resolve("weights.safetensors");
        if (!Files.isRegularFile(weights)) {
            throw new ModelException(weights + ": there is no such file, which ONNX is made from; train the model again");
        }
        try {
            SafetensorsContent content = SafetensorsContent.read(weights);
            Files.write(file, new OnnxFile(contract, content.notes(), content.arrays()).made());
        } catch (IllegalArgumentException e) {
            throw new ModelException(weights + ": " + e.getMessage(), e);
        }
    }

    private byte[] made() {
        int steps = contract.window().steps();
        graph.input(EMITTER, steps, contract.columns(Role.EMITTER));
        graph.input(RECEIVER, steps, contract.columns(Role.RECEIVER));
        graph.output("prediction", steps, contract.targets().size());
        String architecture = note("architecture");
        String top = switch (architecture) {
            case "lstm" -> layers.lstm("lstm", graph.concat(List.of(EMITTER, RECEIVER)));
            case "cross-domain" -> crossDomain("");
            case "cross-domain-causal" -> crossDomain(layers.pastAlone(steps));
            case "gru" -> gru(layers.pastAlone(steps));
            default -> throw new IllegalArgumentException(
                    "its network is \"" + architecture + "\", of a plug-in, which Rapport cannot write as ONNX");
        };
        layers.outputs(top, contract.targets().size(), "prediction");
        return graph.file("Rapport", new TreeMap<>(notes));
    }

    private String note(String name) {
        String note = notes.get(name);
        if (note == null) {
            throw new IllegalArgumentException("the file does not say its " + name);
        }
        return note;
    }

    private String crossDomain(String mask) {
        Map<String, String> people = new LinkedHashMap<>();
        for (String person : List.of(EMITTER, RECEIVER)) {
            people.put(person, layers.lstm(person + "_lstm", encoded(person)));
        }
        return graph.concat(attended(List.of(note("attentions").split(" ")), people, mask));
    }

    private String gru(String mask) {
        Map<String, String> people = new LinkedHashMap<>();
        for (String person : List.of(EMITTER, RECEIVER)) {
            people.put(person, layers.gru(person + "_gru", encoded(person)));
        }
        List<String> all = new ArrayList<>(people.values());
        List<String> between = new ArrayList<>(List.of(note("attentions").split(" ")));
        between.removeAll(List.of(EMITTER, RECEIVER));
        all.addAll(attended(between, people, mask));
        return graph.concat(all);
    }

    private String encoded(String person) {
        String x = layers.dense(person + "_encoder", person);
        return note("activation").equals("relu") ? graph.operation("Relu", x) : x;
    }

    private List<String> attended(List<String> attentions, Map<String, String> people, String mask) {
        int heads = Integer.parseInt(note("heads"));
        List<String> attended = new ArrayList<>();
        for (String attention : attentions) {
            String asks = attention.startsWith(EMITTER) ? EMITTER : RECEIVER;
            String answers = attention.endsWith(EMITTER) ? EMITTER : RECEIVER;
            attended.add(layers.attention("attention_" + attention.replace('-', '_'), people.get(asks), people.get(answers),
                    heads, mask));
        }
        return attended;
    }
}
