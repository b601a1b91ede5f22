package org.rapport.model.network;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.osgi.annotation.versioning.ConsumerType;
import org.rapport.model.NamedArray;

/**
 * A kind of network: how its graph is built, and how it runs row by row if it can. {@link StandardArchitecture} has those that
 * come with Rapport; a bundle adds one of its own by offering it as an OSGi service.
 */
@ConsumerType
public interface Architecture {
    /** What it is called in options and files: words in lower case, joined by hyphens. */
    String key();

    /** Other names that it goes by in options. */
    default Set<String> otherNames() {
        return Set.of();
    }

    /** What it is, in a few words, for help. */
    String title();

    /** Whether its prediction for a step depends on no later one. */
    boolean isCausal();

    /**
     * The columns of what it makes of each person, which the heads of an attention share out.
     *
     * @param hidden the shape's hidden width
     */
    default int columns(int hidden) {
        return 2 * hidden;
    }

    /** How it is trained unless something else is said. */
    default Recipe recipe() {
        return Recipe.PAPER;
    }

    /** Builds its graph. The names of its weights are those of checkpoints: a change makes old ones unreadable. */
    Network network(Blueprint blueprint);

    /**
     * The same network as one that takes row after row and needs no TensorFlow; empty for one that has no such form. Each that is
     * supplied has a state of its own; all share the weights.
     *
     * @param weights as {@link Network#gradients} names them
     * @param step of a window, from 0: the one whose prediction counts live
     * @throws IllegalArgumentException if the weights are not those of such a network
     */
    default Optional<Supplier<RowNetwork>> rowByRow(NetworkShape shape, Map<String, NamedArray> weights, int step) {
        return Optional.empty();
    }
}
