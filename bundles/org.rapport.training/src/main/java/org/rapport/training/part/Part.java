package org.rapport.training.part;

import org.rapport.training.split.SplitOptions;

/**
 * One training of several that know nothing of each other, with all that is predicted by what it made.
 *
 * @param name of its run folder, below that of all runs, such as {@code fold-2-seed-1/full}
 * @param network which of the networks
 * @param split its data
 * @param seed of the weights, the order and the dropouts
 */
public record Part(String name, String network, SplitOptions split, long seed) {

    /** The fold and seed, as in names of folders. */
    static String place(SplitOptions split, long seed) {
        return (split.folds() == 0 ? "" : "fold-" + split.fold() + "-") + "seed-" + seed;
    }
}
