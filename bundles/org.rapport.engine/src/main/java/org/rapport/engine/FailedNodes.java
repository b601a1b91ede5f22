package org.rapport.engine;

import java.util.ArrayList;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which nodes of a pipeline could not be made, and why: declarative services keep that to themselves. */
@Component(service = FailedNodes.class)
public final class FailedNodes {
    private static final Logger log = LoggerFactory.getLogger("pipelines");

    private final ServiceComponentRuntime components;
    private final BundleContext context;

    @Activate
    public FailedNodes(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** Each of them; all are told. */
    List<Fault> report(Pipeline pipeline) {
        List<Fault> failed = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (context.getBundle(component.bundle.id) == null) {
                continue;
            }
            for (ComponentConfigurationDTO made : components.getComponentConfigurationDTOs(component)) {
                if (made.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                        && pipeline.name().equals(made.properties.get(NodeId.PIPELINE))) {
                    String name = String.valueOf(made.properties.get(NodeId.NODE));
                    String cause = cause(made.failure);
                    log.error("{}: node \"{}\" cannot start: {}", pipeline.file().getFileName(), name, cause);
                    pipeline.nodes().stream().filter(node -> node.name().equals(name))
                            .forEach(node -> failed.add(Fault.of(node, "cannot start: " + cause)));
                }
            }
        }
        return failed;
    }

    /** The innermost cause's message out of the stack trace that the component runtime keeps. */
    private static String cause(String stackTrace) {
        return String.valueOf(stackTrace).lines().filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .reduce((outer, inner) -> inner)
                .map(line -> line.replaceFirst("^Caused by: ", "").replaceFirst("^[\\w.$]+(Exception|Error): ", ""))
                .orElse("unknown cause");
    }
}
