package org.rapport.training.command;

import java.util.List;

import org.rapport.training.split.SplitOptions;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How data are split. */
final class SplitArguments {
    private static final String ALL = "all";
    /** More than any study has dyads to leave out one at a time. */
    private static final int MOST_FOLDS = 10_000;

    @Mixin
    private ProtocolArguments protocol;

    @Option(names = "--folds", paramLabel = "N", defaultValue = "0",
            description = "test sides, each session in one of them; 0 for one split of 80/10/10")
    private int folds;

    @Option(names = "--fold", paramLabel = "N|all", defaultValue = "0",
            description = "which of them is this run's, from 1; all takes them in turn")
    private String fold;

    @Option(names = "--learn-from", paramLabel = "N", defaultValue = "0",
            description = "sessions of the training side that are learned from, drawn with the split's seed; 0 for all. "
                    + "Several such runs make a learning curve: would more sessions help?")
    private int learners;

    /**
     * One split, or one for each fold.
     *
     * @param weightsSeed what the split is drawn with unless it has a seed of its own
     */
    List<SplitOptions> all(Usage usage, long weightsSeed) {
        long seed = protocol.seed(weightsSeed);
        usage.require(folds == 0 || folds >= 2 && folds <= MOST_FOLDS, "--folds", "must be 0, or from 2 to " + MOST_FOLDS);
        usage.require(learners >= 0, "--learn-from", "must be 0 or more");
        if (fold.equalsIgnoreCase(ALL)) {
            usage.require(folds > 0, "--fold", "all needs --folds");
            return SplitOptions.allFolds(protocol.protocol(), folds, seed).stream().map(one -> one.learningFrom(learners))
                    .toList();
        }
        int one = fold.matches("\\d{1,6}") ? Integer.parseInt(fold) : -1;
        usage.require(folds == 0 ? one == 0 : one >= 1 && one <= folds, "--fold",
                folds == 0 ? "is for --folds" : "must be from 1 to " + folds + ", or all");
        return List.of(new SplitOptions(protocol.protocol(), folds, one, seed, learners));
    }
}
