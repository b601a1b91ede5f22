package org.rapport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** The node types of all installed bundles, found without making any node. */
@Component(service = NodeTypes.class)
public final class NodeTypes {
    private final BundleContext context;
    private final MetaTypeService metatypes;
    private final ServiceComponentRuntime components;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public NodeTypes(BundleContext context, @Reference MetaTypeService metatypes, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.metatypes = metatypes;
        this.components = components;
    }

    // the component runtime counts its changes in a service property, so this is called whenever a bundle brings components
    @Reference(service = ServiceComponentRuntime.class, updated = "runtimeChanged")
    void runtime(ServiceComponentRuntime runtime) {
        // the constructor has it; this reference is there for its updates
    }

    void runtimeChanged(ServiceComponentRuntime runtime) {
        listeners.forEach(Runnable::run);
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void removeOnChange(Runnable listener) {
        listeners.remove(listener);
    }

    Map<String, NodeType> all() {
        List<NodeDescription> nodes = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            Bundle bundle = context.getBundle(component.bundle.id);
            for (String service : component.serviceInterfaces) {
                if (NodeDescription.isNode(service) && bundle != null) {
                    nodes.add(new NodeDescription(component.configurationPid[0], service, bundle.getSymbolicName(),
                            component.properties, settings(bundle, component.configurationPid[0])));
                }
            }
        }
        return NodeDescription.types(nodes);
    }

    private Optional<NodeDescription.Settings> settings(Bundle bundle, String id) {
        MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        if (information == null || !List.of(information.getFactoryPids()).contains(id)) {
            return Optional.empty();
        }
        ObjectClassDefinition definition = information.getObjectClassDefinition(id, null);
        return Optional.of(new NodeDescription.Settings(definition.getDescription(),
                attributes(definition, ObjectClassDefinition.ALL), attributes(definition, ObjectClassDefinition.REQUIRED)));
    }

    private static List<AttributeDefinition> attributes(ObjectClassDefinition definition, int filter) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(filter);
        return attributes == null ? List.of() : List.of(attributes);
    }
}
