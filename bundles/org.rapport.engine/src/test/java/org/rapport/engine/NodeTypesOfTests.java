package org.rapport.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.osgi.service.metatype.AttributeDefinition;

/** Node types with a setting of each kind. */
final class NodeTypesOfTests {
    static final Map<String, NodeType> ALL = Map.of("a.source", type("a.source", NodeType.Kind.SOURCE), "a.processor",
            type("a.processor", NodeType.Kind.PROCESSOR), "a.sink", type("a.sink", NodeType.Kind.SINK));
    private static final int MANY = 100;

    private NodeTypesOfTests() {
    }

    private static NodeType type(String id, NodeType.Kind kind) {
        Map<String, AttributeDefinition> settings = new LinkedHashMap<>();
        for (Setting setting : new Setting[]{new Setting("text", AttributeDefinition.STRING, 0),
                new Setting("number", AttributeDefinition.DOUBLE, 0), new Setting("whole", AttributeDefinition.INTEGER, 0),
                new Setting("large", AttributeDefinition.LONG, 0), new Setting("flag", AttributeDefinition.BOOLEAN, 0),
                new Setting("file", AttributeDefinition.STRING, 0), new Setting("texts", AttributeDefinition.STRING, MANY),
                new Setting("numbers", AttributeDefinition.DOUBLE, MANY), new Setting("inputs", AttributeDefinition.STRING, MANY),
                new Setting("choice", AttributeDefinition.STRING, 0, "one", "two")}) {
            settings.put(setting.getID(), setting);
        }
        return new NodeType(id, kind, "a", "a type", settings, Set.of(), false);
    }

    /** A setting as a bundle describes it. */
    private record Setting(String id, int type, int cardinality, String... options) implements AttributeDefinition {
        @Override
        public String getName() {
            return id;
        }

        @Override
        public String getID() {
            return id;
        }

        @Override
        public String getDescription() {
            return "what it is for";
        }

        @Override
        public int getCardinality() {
            return cardinality;
        }

        @Override
        public int getType() {
            return type;
        }

        @Override
        public String[] getOptionValues() {
            return options.length == 0 ? null : options;
        }

        @Override
        public String[] getOptionLabels() {
            return getOptionValues();
        }

        @Override
        public String validate(String value) {
            return options.length == 0 || Set.of(options).contains(value) ? null : "no choice";
        }

        @Override
        public String[] getDefaultValue() {
            return null;
        }
    }
}
