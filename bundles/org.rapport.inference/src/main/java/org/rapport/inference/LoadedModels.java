package org.rapport.inference;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.osgi.service.component.annotations.Component;
import org.rapport.model.ModelException;
import org.rapport.model.folder.Model;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Architectures;

/**
 * The models at work, each of which is loaded once for all nodes that predict with it: the weights of dozens of copies would not
 * fit into a processor's cache. A folder whose files change is another model for those who come later.
 */
@Component(service = LoadedModels.class)
public final class LoadedModels {
    private final Map<Identity, Shared> models = new HashMap<>();

    private record Identity(Path folder, String content, Architectures architectures) {
    }

    /** A model and the number of those who hold it. */
    private static final class Shared {
        private final CompletableFuture<Model> model = new CompletableFuture<>();
        private int holders;
    }

    /** The right to use a model until it is given back. */
    final class Held implements AutoCloseable {
        private final Identity identity;
        private final Shared shared;

        private Held(Identity identity, Shared shared) {
            this.identity = identity;
            this.shared = shared;
        }

        Model model() {
            return shared.model.join();
        }

        /** The model is closed when the last one gives it back. */
        @Override
        public void close() {
            if (isLast(identity, shared)) {
                model().close();
            }
        }
    }

    /**
     * Loads a model, or waits for the one that does; takes seconds if it needs TensorFlow.
     *
     * @param architectures those that can run row by row
     * @throws ModelException if the folder is no whole model
     */
    Held hold(Path folder, Architectures architectures) throws ModelException {
        Identity identity = new Identity(folder, ModelFolder.fingerprint(folder), architectures);
        Shared shared;
        boolean first;
        synchronized (models) {
            shared = models.computeIfAbsent(identity, any -> new Shared());
            first = shared.holders++ == 0;
        }
        if (first) {
            load(identity, shared);
        }
        try {
            shared.model.join();
            return new Held(identity, shared);
        } catch (CompletionException e) {
            isLast(identity, shared);
            throw new ModelException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static void load(Identity identity, Shared shared) {
        try {
            shared.model.complete(ModelFolder.load(identity.folder(), identity.architectures()));
        } catch (ModelException | RuntimeException | Error e) {
            shared.model.completeExceptionally(e); // for all who wait for it
        }
    }

    private boolean isLast(Identity identity, Shared shared) {
        synchronized (models) {
            boolean last = --shared.holders == 0;
            if (last) {
                models.remove(identity, shared);
            }
            return last;
        }
    }
}
