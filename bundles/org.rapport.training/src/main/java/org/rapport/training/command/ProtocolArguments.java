package org.rapport.training.command;

import org.rapport.training.split.Protocol;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What the sides of a split do not share, and by which draw. */
final class ProtocolArguments {
    @Option(names = "--split", paramLabel = "WORD", defaultValue = "by-dyad",
            description = "what training and test do not share: ${COMPLETION-CANDIDATES}; mixed is the paper's and leaking")
    private Protocol protocol;

    @Option(names = "--split-seed", paramLabel = "N", showDefaultValue = Visibility.NEVER,
            description = "of the split alone, so that weights can differ on the same sessions; that of --seed unless named")
    private Long splitSeed;

    Protocol protocol() {
        return protocol;
    }

    /** @param weightsSeed what the split is drawn with unless it has a seed of its own */
    long seed(long weightsSeed) {
        return splitSeed == null ? weightsSeed : splitSeed;
    }
}
