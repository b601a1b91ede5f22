package org.rapport.model.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.proto.SavedModel;

import com.google.protobuf.CodedOutputStream;

/** A network that does nothing but predict one window, as a SavedModel. */
final class InferenceGraph {

    private InferenceGraph() {
    }

    /**
     * Writes a SavedModel.
     *
     * @param variables the prefix of the files that hold the network's variables, as a session saves them
     * @param folder exists
     */
    static void export(NetworkShape shape, Path variables, Path folder) throws IOException {
        try (Graph graph = new Graph(); Session session = new Session(graph, false)) {
            Algebra algebra = new Algebra(graph);
            Network network = shape.architecture()
                    .network(new Blueprint(algebra, new Variables(algebra.tf, 0), shape, 1, Dropout.NONE));
            session.restore(variables.toString());
            Signature signature = Signature.builder(Signature.DEFAULT_KEY).input(Signals.EMITTER, network.signals().emitter())
                    .input(Signals.RECEIVER, network.signals().receiver()).output(OutputLayers.PREDICTION, network.prediction())
                    .build();
            SavedModelBundle.exporter(folder.toString()).withFunction(session.function(signature)).export();
        }
        sort(folder.resolve("saved_model.pb"));
    }

    /** By keys, so that one model is one file: TensorFlow writes the entries of a map in an order that differs each time. */
    private static void sort(Path file) throws IOException {
        SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        model.writeTo(out);
        out.flush();
        Files.write(file, bytes.toByteArray());
    }
}
