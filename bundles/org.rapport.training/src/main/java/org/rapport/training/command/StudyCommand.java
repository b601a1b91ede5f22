package org.rapport.training.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code rapport study}: what is in a study and what is wrong with it, and what tables seem to hold. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=study",
        "rapport.command.description=tells what is in a study folder and what is wrong with it; describes tables" })
public final class StudyCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public StudyCommand(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return Commands.execute(this::command, arguments);
    }

    @Override
    public CommandLine get() {
        return command(OptionsFile.none());
    }

    private CommandLine command(OptionsFile file) {
        return new CommandLine(new Options()).addSubcommand(new CheckStudy(graph, mapping, file))
                .addSubcommand(new DescribeTables());
    }

    @Command(name = "rapport study", mixinStandardHelpOptions = true, description = "Works on study folders.")
    static final class Options implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "say what to do: rapport study check DIR, or rapport study "
                    + "describe FILE");
        }
    }
}
