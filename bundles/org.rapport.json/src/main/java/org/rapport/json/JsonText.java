package org.rapport.json;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

/** JSON written for people to read: indented, a line a value. */
public final class JsonText {

    private JsonText() {
    }

    /** The text, with a line break at its end. */
    public static String of(JsonObject object) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString().strip() + "\n";
    }

    /** Makes or replaces a file. */
    public static void write(Path file, JsonObject object) throws IOException {
        Files.writeString(file, of(object));
    }
}
