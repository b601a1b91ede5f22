package org.rapport.model.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.SavedNetwork;

/** A model's SavedModels, loaded when they are first needed: TensorFlow takes seconds and hundreds of megabytes. */
final class SavedWindows implements AutoCloseable {
    private final List<Path> folders;
    private final Contract contract;
    private List<SavedNetwork> networks = List.of();
    private boolean closed;

    /** @param folders one for each network; together they predict the mean */
    SavedWindows(List<Path> folders, Contract contract) {
        this.folders = folders;
        this.contract = contract;
    }

    /**
     * The networks, for windows.
     *
     * @throws ModelException if it cannot be loaded
     * @throws IllegalStateException if the model is closed
     */
    synchronized List<SavedNetwork> load() throws ModelException {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        if (networks.isEmpty()) {
            List<SavedNetwork> loaded = new ArrayList<>();
            try {
                for (Path folder : folders) {
                    loaded.add(SavedNetwork.load(folder, contract.window().steps(), contract.columns(Role.EMITTER),
                            contract.columns(Role.RECEIVER), contract.targets().size()));
                }
            } catch (ModelException | RuntimeException e) {
                loaded.forEach(SavedNetwork::close);
                throw e;
            }
            networks = List.copyOf(loaded);
        }
        return networks;
    }

    @Override
    public synchronized void close() {
        closed = true;
        networks.forEach(SavedNetwork::close);
    }
}
