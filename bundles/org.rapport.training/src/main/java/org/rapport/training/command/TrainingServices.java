package org.rapport.training.command;

import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.home.Home;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;

/** What the commands on studies and models take from the runtime. */
@Component(service = TrainingServices.class)
public final class TrainingServices {
    private final ComputeDevices devices;
    private final Home home;
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final Architectures architectures;

    @Activate
    public TrainingServices(BundleContext context, @Reference Home home, @Reference OfflineGraph graph,
            @Reference StreamMapping mapping, @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Architecture> added) {
        this(new ComputeDevices(context), home, graph, mapping, Architectures.STANDARD.with(added));
    }

    TrainingServices(ComputeDevices devices, Home home, OfflineGraph graph, StreamMapping mapping, Architectures architectures) {
        this.devices = devices;
        this.home = home;
        this.graph = graph;
        this.mapping = mapping;
        this.architectures = architectures;
    }

    ComputeDevices devices() {
        return devices;
    }

    /** Where the distribution is. */
    Home home() {
        return home;
    }

    /** What makes features by a pipeline. */
    OfflineGraph graph() {
        return graph;
    }

    StreamMapping mapping() {
        return mapping;
    }

    /** The networks to choose from, those of plug-ins among them. */
    Architectures architectures() {
        return architectures;
    }
}
