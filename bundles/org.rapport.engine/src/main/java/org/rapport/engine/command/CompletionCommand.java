package org.rapport.engine.command;

import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code rapport completion}: a script with which a shell completes commands and options. */
@Component(property = {Command.NAME + "=completion",
        Command.DESCRIPTION + "=prints a script with which bash or zsh completes commands and options"})
public final class CompletionCommand implements Command {
    private final CommandHost host;

    @Activate
    public CompletionCommand(@Reference CommandHost host) {
        this.host = host;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(host);
    }

    @CommandLine.Command(name = "rapport completion", mixinStandardHelpOptions = true,
            description = {"Prints a script with which bash or zsh "
                    + "completes commands and options. In bash: source <(rapport completion); in zsh before that: autoload -U +X "
                    + "bashcompinit && bashcompinit"})
    static final class Options implements Callable<Integer> {
        private final CommandHost host;

        Options(CommandHost host) {
            this.host = host;
        }

        @Override
        public Integer call() {
            CommandLine whole = new CommandLine(new Whole());
            host.lines().forEach(whole::addSubcommand);
            whole.addSubcommand("demo", new CommandLine(new Whole())).addSubcommand("help", new CommandLine(new Whole()));
            System.out.print(AutoComplete.bash("rapport", whole));
            return 0;
        }
    }

    /** The program as a whole, which the launcher is. */
    @CommandLine.Command(name = "rapport")
    static final class Whole {
    }
}
