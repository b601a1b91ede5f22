package org.rapport.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.osgi.service.metatype.AttributeDefinition;
import org.rapport.api.graph.PlannedNode;

/** The nodes of a sound pipeline with all their settings, defaults included, linked to their inputs. */
final class PipelinePlan {
    private final Map<String, NodeType> types;
    private final Map<String, Pipeline.Node> byName = new LinkedHashMap<>();
    private final Map<String, PlannedNode> planned = new HashMap<>();

    PipelinePlan(Pipeline pipeline, Map<String, NodeType> types) {
        this.types = types;
        pipeline.nodes().forEach(node -> byName.put(node.name(), node));
    }

    PlannedNode node(String name) {
        PlannedNode known = planned.get(name);
        if (known == null) {
            Pipeline.Node node = byName.get(name);
            known = new PlannedNode(node.type(), name, settings(node), node.inputs().stream().map(this::node).toList());
            planned.put(name, known);
        }
        return known;
    }

    private Map<String, Object> settings(Pipeline.Node node) {
        Map<String, Object> settings = new LinkedHashMap<>();
        types.get(node.type()).settings().forEach((key, definition) -> {
            if (node.settings().containsKey(key)) {
                settings.put(key, typed(definition, node.settings().get(key).value()));
            } else if (definition.getDefaultValue() != null) {
                List<Object> values = Arrays.stream(definition.getDefaultValue()).map(text -> parsed(definition, text)).toList();
                settings.put(key, definition.getCardinality() == 0 && values.size() == 1 ? values.get(0) : values);
            }
        });
        return settings;
    }

    /** {@code "rate": 25} is the same as {@code "rate": 25.0} where a number is asked for. */
    private static Object typed(AttributeDefinition definition, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> typed(definition, one)).toList();
        }
        return definition.getType() == AttributeDefinition.DOUBLE && value instanceof Number number
                ? (Object) number.doubleValue() : value;
    }

    private static Object parsed(AttributeDefinition definition, String text) {
        return switch (definition.getType()) {
            case AttributeDefinition.BOOLEAN -> Boolean.valueOf(text);
            case AttributeDefinition.INTEGER, AttributeDefinition.LONG -> Long.valueOf(text);
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> Double.valueOf(text);
            default -> text;
        };
    }
}
