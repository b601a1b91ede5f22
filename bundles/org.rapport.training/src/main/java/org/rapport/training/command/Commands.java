package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.rapport.json.FileFault;
import org.rapport.model.ModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** Runs commands: what a user did wrong is one line, and so is what the machine cannot do. */
final class Commands {
    private static final Logger log = LoggerFactory.getLogger(Commands.class);
    private static final String OPTIONS = "--options";

    private Commands() {
    }

    /** @param command makes the command, given the options file that the arguments name */
    static int execute(Function<OptionsFile, CommandLine> command, String... arguments) {
        CommandLine parser = command.apply(OptionsFile.none());
        OptionsFile file;
        try {
            Path path = optionsFile(arguments);
            file = path == null ? OptionsFile.none() : OptionsFile.read(path, parser.getCommandSpec());
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        CommandLine line = command.apply(file);
        return line.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(true).setDefaultValueProvider(file)
                .setParameterExceptionHandler((e, words) -> wrongUse(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, failed, parsed) -> told(e, failed)).execute(arguments);
    }

    private static Path optionsFile(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTIONS + "=")) {
                return Path.of(arguments[i].substring(OPTIONS.length() + 1));
            }
            if (arguments[i].equals(OPTIONS) && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
        }
        return null;
    }

    private static int wrongUse(CommandLine line, ParameterException e) {
        List<String> meant = e instanceof UnmatchedArgumentException unknown ? unknown.getSuggestions() : List.of();
        System.err.println(line.getCommandName() + ": " + firstLine(e.getMessage())
                + (meant.isEmpty() ? "" : "; did you mean " + meant.get(0) + "?") + " (--help describes the options)");
        return CommandLine.ExitCode.USAGE;
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static int told(Exception e, CommandLine line) {
        if (e instanceof FileFault || e instanceof ModelException || e instanceof IllegalArgumentException) {
            System.err.println(e.getMessage());
        } else { // such as TensorFlow without memory for so large a window
            System.err.println(line.getCommandName() + ": failed: " + firstLine(e.getMessage())
                    + " (JAVA_OPTS=-Drapport.log.level=DEBUG tells where)");
            log.debug("{} failed", line.getCommandName(), e);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
