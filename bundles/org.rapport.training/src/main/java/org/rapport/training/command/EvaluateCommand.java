package org.rapport.training.command;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;

import picocli.CommandLine;

/** {@code rapport evaluate}: scores a model folder on a study. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=evaluate",
        "rapport.command.description=scores a model on a study, beside controls" })
public final class EvaluateCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public EvaluateCommand(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
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
        return new CommandLine(new Evaluate(graph, mapping, file));
    }
}
