package org.rapport.engine;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.metatype.AttributeDefinition;

/** The node types and their settings as a page in Markdown. */
final class NodeReference {
    private static final Map<Integer, String> WORDS = Map.of(AttributeDefinition.STRING, "text", AttributeDefinition.BOOLEAN,
            "true or false", AttributeDefinition.INTEGER, "whole number", AttributeDefinition.LONG, "whole number",
            AttributeDefinition.DOUBLE, "number", AttributeDefinition.FLOAT, "number");

    private NodeReference() {
    }

    static String of(Collection<NodeType> types) {
        StringBuilder page = new StringBuilder("# Nodes\n\nA pipeline file names nodes as `\"type~name\": { settings }`. "
                + "Processors and sinks have `inputs` beside the settings below: the names of the nodes they read.\n");
        types.forEach(type -> append(page, type));
        return page.toString();
    }

    private static void append(StringBuilder page, NodeType type) {
        page.append("\n## ").append(type.id()).append("\n\n").append(type.description()).append(" A ")
                .append(type.kind().name().toLowerCase(Locale.ROOT)).append(" of `").append(type.bundle()).append("`.\n");
        if (!type.settings().isEmpty()) {
            page.append("\n| setting | value | default | |\n|---|---|---|---|\n");
            type.settings().values()
                    .forEach(setting -> page.append("| `").append(setting.getID()).append("` | ").append(value(setting))
                            .append(" | ").append(standing(type, setting)).append(" | ")
                            .append(Markdown.cell(setting.getDescription())).append(" |\n"));
        }
    }

    /** What may be said: one of some words, or a kind of value. */
    static String value(AttributeDefinition setting) {
        String[] options = setting.getOptionValues();
        String value = options != null && options.length > 0 ? "`" + String.join("`, `", options) + "`" : type(setting);
        return setting.getCardinality() == 0 ? value : "list of " + value;
    }

    static String type(AttributeDefinition setting) {
        return WORDS.get(setting.getType());
    }

    private static String standing(NodeType type, AttributeDefinition setting) {
        if (type.required().contains(setting.getID())) {
            return "required";
        }
        String[] defaults = setting.getDefaultValue();
        return defaults == null || List.of(defaults).stream().allMatch(String::isEmpty) ? ""
                : "`" + String.join("`, `", defaults) + "`";
    }
}
