package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

/** The JSON schemas among the documents, held against the files that are shipped and shown, and against slips in them. */
class SchemasTest {
    private static final Path DOCUMENTS = Path.of("docs");
    private static final Path REPOSITORY = Path.of("..");
    private static final Path DIALECTS = REPOSITORY
            .resolve("bundles/org.rapport.lsl/src/main/resources/org/rapport/lsl/dialects");
    private static final Pattern SHOWN = Pattern.compile("```\\n(\\{.*?)```", Pattern.DOTALL);
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(JsonParser.Feature.ALLOW_COMMENTS);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void pipelines() throws IOException {
        Schema schema = schema("reference/pipeline.schema.json");
        List<JsonNode> sound = new ArrayList<>(shown("pipelines.md"));
        sound.add(read(REPOSITORY.resolve("examples/demo/impression.json")));
        assertSound(schema, sound);
        assertSound(schema, List.of(MAPPER.readTree("{ \"my.node~own\": { \"anything\": 1 } }")));
        for (String slip : new String[]{"{ \"rapport.resampler~x\": { \"inputs\": [\"a\"] } }",
                "{ \"rapport.resampler~x\": { \"inputs\": [\"a\"], \"rate\": \"25\" } }",
                "{ \"rapport.resampler~x\": { \"inputs\": [\"a\"], \"rate\": 25, \"dealy\": 1 } }",
                "{ \"rapport.source.gaze~x\": { \"role\": \"emiter\" } }", "{ \"resampler\": { } }",
                "{ \"rapport.resampler~x\": 1 }"}) {
            assertThat(schema.validate(MAPPER.readTree(slip))).as(slip).isNotEmpty();
        }
    }

    @Test
    void dialects() throws IOException {
        List<JsonNode> sound = new ArrayList<>(shown("devices.md"));
        try (Stream<Path> files = Files.list(DIALECTS)) {
            for (Path file : files.filter(file -> !file.endsWith("units.json")).toList()) {
                sound.add(read(file));
            }
        }
        assertSound(schema("schemas/dialect.schema.json"), sound);
        assertSlipsAreFound(schema("schemas/dialect.schema.json"), sound);
    }

    @Test
    void tables() throws IOException {
        assertSound(schema("schemas/streams.schema.json"), shown("tables.md"));
        assertSlipsAreFound(schema("schemas/streams.schema.json"), shown("tables.md"));
    }

    @Test
    void studies() throws IOException {
        List<JsonNode> sound = new ArrayList<>(shown("studies.md"));
        sound.removeIf(one -> one.has("recordings")); // a session by itself
        sound.addAll(shown("getting-started/researcher.md"));
        sound.add(read(REPOSITORY.resolve("examples/rties/study.json")));
        sound.add(read(REPOSITORY.resolve("examples/rties/own-past/study.json")));
        assertThat(sound).hasSizeGreaterThan(4);
        assertSound(schema("schemas/study.schema.json"), sound);
        assertThat(schema("schemas/study.schema.json").validate(MAPPER.readTree("{ \"name\": \"x\" }"))).isNotEmpty();
    }

    private static void assertSound(Schema schema, List<JsonNode> files) {
        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(schema.validate(file)).isEmpty());
    }

    /** Each name in each object, misspelt. */
    private static void assertSlipsAreFound(Schema schema, List<JsonNode> files) {
        int tried = 0;
        for (JsonNode file : files) {
            JsonNode root = file.deepCopy();
            for (ObjectNode object : objects(root)) {
                for (String key : keys(object)) {
                    JsonNode value = object.remove(key);
                    object.set(key + "_", value);
                    assertThat(schema.validate(root)).as(key + "_").isNotEmpty();
                    object.remove(key + "_");
                    object.set(key, value);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(10);
    }

    /** Those whose keys are given words: not the columns of a table, which anybody may name. */
    private static List<ObjectNode> objects(JsonNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        if (root instanceof ObjectNode object) {
            objects.add(object);
        }
        root.properties().stream().filter(one -> !List.of("columns", "where", "valid").contains(one.getKey()))
                .forEach(one -> objects.addAll(objects(one.getValue())));
        if (root.isArray()) {
            root.forEach(one -> objects.addAll(objects(one)));
        }
        return objects;
    }

    private static List<String> keys(ObjectNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Schema schema(String file) throws IOException {
        return SCHEMAS.getSchema(Files.readString(DOCUMENTS.resolve(file)));
    }

    private static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(file.toFile());
    }

    private static List<JsonNode> shown(String document) throws IOException {
        List<JsonNode> shown = new ArrayList<>();
        var block = SHOWN.matcher(Files.readString(DOCUMENTS.resolve(document)));
        while (block.find()) {
            shown.add(MAPPER.readTree(block.group(1)));
        }
        return shown;
    }
}
