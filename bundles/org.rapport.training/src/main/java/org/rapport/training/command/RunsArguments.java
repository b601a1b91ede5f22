package org.rapport.training.command;

import picocli.CommandLine.Option;

/** The options of every command that trains several models: how many, and how many of them at once. */
final class RunsArguments {
    private static final int MOST = 64;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
            description = "runs of each model on the same split or folds, with the seeds from --seed on")
    private int seeds;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "1",
            description = "how many of several runs at once; they share the processors")
    private int jobs;

    void check(Usage usage) {
        usage.require(seeds >= 1 && seeds <= MOST, "--seeds", "must be from 1 to " + MOST);
        usage.require(jobs >= 1 && jobs <= MOST, "--jobs", "must be from 1 to " + MOST);
    }

    int seeds() {
        return seeds;
    }

    int jobs() {
        return jobs;
    }
}
