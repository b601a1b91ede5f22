package org.rapport.engine;

import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.osgi.service.metatype.AttributeDefinition;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;

/**
 * What pipeline files may hold, as a JSON schema (draft 2020-12), by which editors complete and check them. Node types that are
 * not among those given, of plug-ins, may have any settings.
 */
final class PipelineSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String NAME = "~.+$";
    private static final Map<Integer, List<String>> TYPES = Map.of(AttributeDefinition.STRING, List.of("string", "number"),
            AttributeDefinition.BOOLEAN, List.of("boolean"), AttributeDefinition.INTEGER, List.of("integer"),
            AttributeDefinition.LONG, List.of("integer"), AttributeDefinition.DOUBLE, List.of("number"),
            AttributeDefinition.FLOAT, List.of("number"));

    private PipelineSchema() {
    }

    static String of(Collection<NodeType> types) {
        JsonObjectBuilder nodes = Json.createObjectBuilder();
        types.forEach(type -> nodes.add("^" + Pattern.compile("\\.").matcher(type.id()).replaceAll("\\\\.") + NAME, node(type)));
        JsonObject schema = Json.createObjectBuilder().add("$schema", DRAFT).add("title", "Rapport pipeline")
                .add("description", "Nodes, each as \"type~name\": { settings }; 'inputs' are the edges of the graph.")
                .add("type", "object").add("patternProperties", nodes)
                .add("additionalProperties", Json.createObjectBuilder().add("type", "object"))
                .add("propertyNames", Json.createObjectBuilder().add("pattern", "^[^~]+" + NAME)).build();
        StringWriter text = new StringWriter();
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text).write(schema);
        return text + "\n";
    }

    private static JsonObjectBuilder node(NodeType type) {
        JsonObjectBuilder settings = Json.createObjectBuilder();
        type.settings().values().forEach(setting -> settings.add(setting.getID(), setting(setting)));
        return Json.createObjectBuilder().add("description", type.description()).add("type", "object").add("properties", settings)
                .add("required", Json.createArrayBuilder(type.required().stream().sorted().toList()))
                .add("additionalProperties", false);
    }

    /** A list may be written as one value. */
    private static JsonObjectBuilder setting(AttributeDefinition setting) {
        JsonObjectBuilder schema = Json.createObjectBuilder().add("description", setting.getDescription());
        if (setting.getCardinality() == 0) {
            return schema.addAll(one(setting));
        }
        return schema.add("anyOf", Json.createArrayBuilder().add(one(setting))
                .add(Json.createObjectBuilder().add("type", "array").add("items", one(setting))));
    }

    private static JsonObjectBuilder one(AttributeDefinition setting) {
        String[] options = setting.getOptionValues();
        if (options != null && options.length > 0) {
            return Json.createObjectBuilder().add("enum", Json.createArrayBuilder(List.of(options)));
        }
        List<String> types = TYPES.get(setting.getType());
        JsonArrayBuilder several = Json.createArrayBuilder(types);
        return types.size() == 1 ? Json.createObjectBuilder().add("type", types.get(0))
                : Json.createObjectBuilder().add("type", several);
    }
}
