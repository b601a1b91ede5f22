package org.rapport.api.command;

import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of the program, as {@code rapport record}. Registered as a service with {@link #NAME} and {@link #DESCRIPTION}; a
 * plug-in may bring one. It is made when it is called, and not before.
 *
 * <p>Its options are an object with <a href="https://picocli.info">picocli</a>'s annotations, which does the work when it is
 * called, and returns the exit code: 0 done, 1 failed, 2 wrong use. The program parses the arguments, shows the help, completes
 * them in a shell, and makes one line of what goes wrong:
 * <ul>
 * <li>arguments that cannot be parsed, and picocli's {@code ParameterException} thrown by the work: one line, exit code 2
 * <li>{@code IllegalArgumentException}, and an exception that is a {@link OneLine}, as {@link CommandException} is: its message
 * as it is, exit code 1
 * <li>anything else: {@code rapport NAME: failed: ...}, exit code 1; the stack trace goes to the log at level DEBUG
 * </ul>
 *
 * <pre>{@code
 * @Component(property = { Command.NAME + "=blinks", Command.DESCRIPTION + "=counts blinks in a recording" })
 * public final class BlinksCommand implements Command {
 *     @Override
 *     public Callable<Integer> options(List<String> arguments) {
 *         return new Options();
 *     }
 *
 *     @CommandLine.Command(name = "rapport blinks", mixinStandardHelpOptions = true, description = "Counts blinks.")
 *     static final class Options implements Callable<Integer> { ... }
 * }
 * }</pre>
 */
@ConsumerType
public interface Command {
    /** The service property with the word that calls it. */
    String NAME = "rapport.command";
    /** The service property with what it does, in a line of the list of commands. */
    String DESCRIPTION = "rapport.command.description";

    /**
     * What does the work of one call.
     *
     * @param arguments as they were typed after the command's name; needed only where defaults depend on them, and empty where
     *        nobody calls and only the options are of interest
     * @return a new object with picocli's annotations
     * @throws Exception if the arguments name a file that cannot be used: told as if the work threw it, with exit code 2
     */
    Callable<Integer> options(List<String> arguments) throws Exception;

    /**
     * The commands below this one, as {@code check} below {@code rapport study}: new objects like that of {@link #options}.
     *
     * @param arguments as there
     * @throws Exception as there
     */
    default List<Callable<Integer>> subcommands(List<String> arguments) throws Exception {
        return List.of();
    }
}
