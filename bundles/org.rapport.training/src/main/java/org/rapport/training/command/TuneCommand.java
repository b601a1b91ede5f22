package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rapport.api.command.Command;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.home.Home;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;

/** {@code rapport tune}: which settings to train with. */
@Component(property = {Command.NAME + "=tune",
        Command.DESCRIPTION + "=searches for the settings that a study is best trained with, and scores the choice"})
public final class TuneCommand implements Command {
    private final BundleContext context;
    private final Home home;
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final Architectures architectures;

    @Activate
    public TuneCommand(BundleContext context, @Reference Home home, @Reference OfflineGraph graph,
            @Reference StreamMapping mapping, @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Architecture> added) {
        this.context = context;
        this.home = home;
        this.graph = graph;
        this.mapping = mapping;
        this.architectures = Architectures.STANDARD.with(added);
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments,
                file -> new Tune(new ComputeDevices(context), home, graph, mapping, architectures, arguments, file));
    }
}
