package org.rapport.engine.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.rapport.api.command.Command;
import org.rapport.api.command.OneLine;
import org.rapport.engine.Nearest;
import org.rapport.json.FileFault;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One call of a command: its arguments are parsed, its work is done, and what goes wrong is one line and an exit code. */
public final class CommandRun {
    private CommandRun() {
    }

    /**
     * Runs a command.
     *
     * @param arguments what was typed after its name
     * @param out for help
     * @param err for what goes wrong
     * @return the exit code
     */
    public static int of(Command command, List<String> arguments, PrintStream out, PrintStream err) {
        PrintWriter complaints = new PrintWriter(err, true);
        CommandLine line;
        try {
            line = line(command, arguments);
        } catch (Exception e) {
            told(e, "rapport", complaints);
            return CommandLine.ExitCode.USAGE;
        }
        PrintWriter shown = new PrintWriter(out, true);
        int code = line.setOut(shown).setErr(complaints).setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true).setParameterExceptionHandler((e, words) -> wrongUse(e))
                .setExecutionExceptionHandler((e, failed, parsed) -> told(e, failed.getCommandName(), failed.getErr()))
                .execute(arguments.toArray(String[]::new));
        shown.flush();
        return code;
    }

    /** Its options and those of the commands below it, as they are without arguments. */
    static CommandLine described(Command command) {
        try {
            return line(command, List.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CommandLine line(Command command, List<String> arguments) throws Exception {
        CommandLine line = new CommandLine(command.options(arguments));
        for (Callable<Integer> below : command.subcommands(arguments)) {
            line.addSubcommand(below);
        }
        return line;
    }

    private static int wrongUse(ParameterException e) {
        Optional<String> meant = e instanceof UnmatchedArgumentException unknown ? meant(unknown) : Optional.empty();
        e.getCommandLine().getErr().println(e.getCommandLine().getCommandName() + ": " + firstLine(e.getMessage())
                + meant.map(word -> "; did you mean " + word + "?").orElse("") + " (--help describes the options)");
        return CommandLine.ExitCode.USAGE;
    }

    /** The option or the command below that was misspelt, if one is near. */
    private static Optional<String> meant(UnmatchedArgumentException unknown) {
        String word = unknown.getUnmatched().get(0).split("=", 2)[0];
        CommandSpec spec = unknown.getCommandLine().getCommandSpec();
        return Nearest.of(word,
                word.startsWith("--")
                        ? spec.options().stream().filter(option -> !option.hidden()).map(OptionSpec::longestName).toList()
                        : spec.subcommands().keySet());
    }

    /**
     * Says in one line why a command failed.
     *
     * @param name of the command, as in {@code rapport inspect}
     * @return the exit code
     */
    public static int told(Exception e, String name, PrintWriter err) {
        if (e instanceof OneLine || e instanceof FileFault || e instanceof IllegalArgumentException) {
            err.println(e.getMessage());
        } else { // such as TensorFlow without memory for so large a window
            err.println(name + ": failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage()))
                    + " (JAVA_OPTS=-Drapport.log.level=DEBUG tells where)");
            LoggerFactory.getLogger(CommandRun.class).debug("{} failed", name, e); // a log takes long to begin
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
