package org.rapport.training;

import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;

import picocli.CommandLine.Option;

/** How data are split. */
final class SplitArguments {
    @Option(names = "--split", paramLabel = "WORD", defaultValue = "by-dyad",
            description = "what training and test do not share: "
            + "${COMPLETION-CANDIDATES}; mixed is the paper's and leaking")
    private Protocol protocol;

    @Option(names = "--folds", paramLabel = "N", defaultValue = "0",
            description = "test sides, each session in one of them; 0 for one split of 80/10/10")
    private int folds;

    @Option(names = "--fold", paramLabel = "N", defaultValue = "0", description = "which of them is this run's, from 1")
    private int fold;

    SplitOptions options(Usage usage, long seed) {
        usage.require(folds == 0 || folds >= 2, "--folds", "must be 0, or 2 or more");
        usage.require(folds == 0 ? fold == 0 : fold >= 1 && fold <= folds, "--fold",
                folds == 0 ? "is for --folds" : "must be from 1 to " + folds);
        return new SplitOptions(protocol, folds, fold, seed);
    }
}
