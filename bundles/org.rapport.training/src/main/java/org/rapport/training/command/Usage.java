package org.rapport.training.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses option values that cannot be, and says where they stand. */
record Usage(CommandSpec command, OptionsFile file) {

    /** @param wrong what the option must be, such as {@code must be 1 or more} */
    void require(boolean condition, String option, String wrong) {
        if (!condition) {
            boolean onTheLine = command.commandLine().getParseResult().hasMatchedOption(option);
            throw new ParameterException(command.commandLine(), file.place(option, onTheLine) + " " + wrong);
        }
    }
}
