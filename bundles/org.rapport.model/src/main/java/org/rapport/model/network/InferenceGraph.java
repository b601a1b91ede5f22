package org.rapport.model.network;

import java.io.IOException;
import java.nio.file.Path;

import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;

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
    }
}
