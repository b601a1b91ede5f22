package org.rapport.recording.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/**
 * A folder of tables and the file that says what they mean: {@code { "streams": [ ... ] }}, a list of what
 * {@link DescribedTable} tells.
 */
final class TableFolder {
    static final String DESCRIPTION = "streams.json";

    private TableFolder() {
    }

    static XdfFile read(Path folder) throws IOException {
        Path description = folder.resolve(DESCRIPTION);
        List<XdfStream> streams = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(description, StandardCharsets.UTF_8);
                JsonReader json = Json.createReader(text)) {
            for (JsonObject stream : streams(json.readObject(), description)) {
                int id = streams.size() + 1;
                streams.add(new DescribedTable(folder, stream, description + ": stream " + id).read(id));
            }
        } catch (JsonException e) {
            throw new IOException(description + ": is no JSON: " + e.getMessage(), e);
        }
        return new XdfFile("", streams, List.of());
    }

    private static List<JsonObject> streams(JsonObject root, Path description) throws IOException {
        JsonValue list = root.get("streams");
        boolean objects = list instanceof JsonArray all && all.stream().allMatch(one -> one.getValueType() == ValueType.OBJECT);
        if (!objects) {
            throw new IOException(description + ": lacks \"streams\", a list of objects such as { \"file\": \"face.csv\", "
                    + "\"name\": \"face\", \"type\": \"Face\", \"rate\": 30, \"time\": \"timestamp\" }");
        }
        return list.asJsonArray().getValuesAs(JsonObject.class);
    }
}
