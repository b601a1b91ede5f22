package org.rapport.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import org.rapport.api.node.Processor;
import org.rapport.api.node.Sink;
import org.rapport.api.node.Source;
import org.rapport.engine.NodeType.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node types of all installed bundles, found without making any node. */
@Component(service = NodeTypes.class)
public final class NodeTypes {
    private static final Logger log = LoggerFactory.getLogger(NodeTypes.class);
    private static final Map<String, Kind> KINDS = Map.of(Source.class.getName(), Kind.SOURCE, Processor.class.getName(),
            Kind.PROCESSOR, Sink.class.getName(), Kind.SINK);

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
        Map<String, NodeType> types = new TreeMap<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (String service : component.serviceInterfaces) {
                Bundle bundle = context.getBundle(component.bundle.id);
                if (KINDS.containsKey(service) && bundle != null) {
                    describe(component, KINDS.get(service), bundle).ifPresent(type -> types.put(type.id(), type));
                }
            }
        }
        return types;
    }

    /** Empty if its bundle does not describe its settings: a node whose settings nobody can check is not offered. */
    private Optional<NodeType> describe(ComponentDescriptionDTO component, Kind kind, Bundle bundle) {
        String id = component.configurationPid[0];
        MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        if (information == null || !List.of(information.getFactoryPids()).contains(id)) {
            log.warn("{}: node type {} has no described settings (@Designate with factory = true) and is left out",
                    bundle.getSymbolicName(), id);
            return Optional.empty();
        }
        ObjectClassDefinition definition = information.getObjectClassDefinition(id, null);
        Map<String, AttributeDefinition> settings = new LinkedHashMap<>();
        for (AttributeDefinition setting : attributes(definition, ObjectClassDefinition.ALL)) {
            settings.put(setting.getID(), setting);
        }
        Set<String> required = new LinkedHashSet<>();
        for (AttributeDefinition setting : attributes(definition, ObjectClassDefinition.REQUIRED)) {
            if (setting.getDefaultValue() == null) {
                required.add(setting.getID());
            }
        }
        return Optional.of(new NodeType(id, kind, bundle.getSymbolicName(), description(component, definition), settings,
                required, predicts(component.properties)));
    }

    /** Whether a component, or a service of it, says that it predicts. */
    static boolean predicts(Map<String, Object> properties) {
        return "true".equals(String.valueOf(properties.get(Processor.PREDICTS)));
    }

    /** Node types that share their settings each say what they are for; the others leave that to the settings' description. */
    private static String description(ComponentDescriptionDTO component, ObjectClassDefinition definition) {
        Object own = component.properties.get("rapport.node.description");
        return String.valueOf(own == null ? definition.getDescription() : own);
    }

    private static List<AttributeDefinition> attributes(ObjectClassDefinition definition, int filter) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(filter);
        return attributes == null ? List.of() : List.of(attributes);
    }
}
