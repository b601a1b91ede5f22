package org.rapport.training.command;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;

import picocli.CommandLine;

/** {@code rapport train}: fits the impression model to a study. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=train",
        "rapport.command.description=fits the impression model to a study and writes a model folder" })
public final class TrainCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
    private final BundleContext context;
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public TrainCommand(BundleContext context, @Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.context = context;
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
        return new CommandLine(new Train(device -> device.missing(context), device -> device.fallBack(context), graph,
                mapping, file));
    }
}
