package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.home.Home;

/** {@code rapport reproduce}: the paper's experiments on a study. */
@Component(property = {Command.NAME + "=reproduce",
        Command.DESCRIPTION + "=trains the paper's model and its ablations on a study and writes a report"})
public final class ReproduceCommand implements Command {
    private final BundleContext context;
    private final Home home;
    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public ReproduceCommand(BundleContext context, @Reference Home home, @Reference OfflineGraph graph,
            @Reference StreamMapping mapping) {
        this.context = context;
        this.home = home;
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Reproduce(new ComputeDevices(context), home, graph, mapping, file));
    }
}
