package org.rapport.model.folder;

import java.nio.file.Path;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.SavedNetwork;

/** A folder's SavedModel, loaded when it is first needed: TensorFlow takes seconds and hundreds of megabytes. */
final class SavedWindows implements AutoCloseable {
    private final Path folder;
    private final Contract contract;
    private SavedNetwork network;
    private boolean closed;

    SavedWindows(Path folder, Contract contract) {
        this.folder = folder;
        this.contract = contract;
    }

    /**
     * The network, for windows.
     *
     * @throws ModelException if it cannot be loaded
     * @throws IllegalStateException if the model is closed
     */
    synchronized SavedNetwork load() throws ModelException {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        if (network == null) {
            network = SavedNetwork.load(folder, contract.window().steps(), contract.emitter().size(), contract.receiver().size(),
                    contract.targets().size());
        }
        return network;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (network != null) {
            network.close();
        }
    }
}
