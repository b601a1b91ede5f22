package org.rapport.training.split;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How data are split.
 *
 * @param protocol what the sides do not have in common
 * @param folds how many test sides there are, each session in one of them; 0 for one split of 80/10/10
 * @param fold which of them, from 1; 0 without folds
 * @param seed of the shuffle
 * @param learners how many sessions of the training side are learned from, the others not at all; 0 for all
 */
public record SplitOptions(Protocol protocol, int folds, int fold, long seed, int learners) {

    /** @throws IllegalArgumentException if there is no such fold */
    public SplitOptions {
        if (!isFold(folds, fold)) {
            throw new IllegalArgumentException("there is no fold " + fold + " of " + folds);
        }
    }

    /** Whether there is such a fold of so many. */
    public static boolean isFold(int folds, int fold) {
        return folds == 0 ? fold == 0 : folds >= 2 && fold >= 1 && fold <= folds;
    }

    /** To learn from all sessions of the training side. */
    public SplitOptions(Protocol protocol, int folds, int fold, long seed) {
        this(protocol, folds, fold, seed, 0);
    }

    /** One split of 80/10/10. */
    public SplitOptions(Protocol protocol, long seed) {
        this(protocol, 0, 0, seed);
    }

    /** Every fold of such a split. */
    public static List<SplitOptions> allFolds(Protocol protocol, int folds, long seed) {
        return IntStream.rangeClosed(1, folds).mapToObj(fold -> new SplitOptions(protocol, folds, fold, seed)).toList();
    }

    /** The same with so many sessions to learn from. */
    public SplitOptions learningFrom(int sessions) {
        return new SplitOptions(protocol, folds, fold, seed, sessions);
    }

    String name() {
        return protocol.word() + (folds == 0 ? "" : " fold " + fold + "/" + folds)
                + (learners == 0 ? "" : " learning from " + learners);
    }
}
