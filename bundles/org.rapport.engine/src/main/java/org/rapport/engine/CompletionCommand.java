package org.rapport.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code rapport completion}: a script with which a shell completes commands and options. Of a command that is a
 * {@code Supplier<CommandLine>} as well, it knows the options.
 */
@Component(service = ToIntFunction.class, property = { "rapport.command=completion",
        "rapport.command.description=prints a script with which bash or zsh completes commands and options" })
public final class CompletionCommand implements ToIntFunction<String[]> {
    private static final String COMMAND = "rapport.command";

    private final Map<String, Supplier<CommandLine>> commands = new TreeMap<>();

    /** @param suppliers of the command lines, each with the properties of its service */
    @Activate
    @SuppressWarnings({ "rawtypes", "unchecked" })
    public CompletionCommand(@Reference(target = "(" + COMMAND + "=*)") List<Map.Entry<Map<String, Object>,
            Supplier>> suppliers) {
        suppliers.forEach(one -> commands.put(String.valueOf(one.getKey().get(COMMAND)), one.getValue()));
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options(commands)).execute(arguments);
    }

    @Command(name = "rapport completion", mixinStandardHelpOptions = true, description =
            { "Prints a script with which bash or zsh "
            + "completes commands and options. In bash: source <(rapport completion); in zsh before that: autoload -U +X "
            + "bashcompinit "
            + "&& bashcompinit" })
    static final class Options implements Callable<Integer> {
        private final Map<String, Supplier<CommandLine>> commands;

        Options(Map<String, Supplier<CommandLine>> commands) {
            this.commands = commands;
        }

        @Override
        public Integer call() {
            CommandLine whole = new CommandLine(new Whole());
            commands.forEach((name, command) -> whole.addSubcommand(name, command.get()));
            whole.addSubcommand("completion", new CommandLine(this)).addSubcommand("demo", new CommandLine(new Whole()))
                    .addSubcommand("help", new CommandLine(new Whole()));
            System.out.print(AutoComplete.bash("rapport", whole));
            return 0;
        }
    }

    /** The program as a whole, which the launcher is. */
    @Command(name = "rapport")
    static final class Whole {
    }
}
