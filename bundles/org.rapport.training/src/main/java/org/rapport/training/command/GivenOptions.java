package org.rapport.training.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.rapport.json.JsonText;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import picocli.CommandLine.Model.OptionSpec;

/** Writes options as a file that {@link OptionsFile} reads. */
final class GivenOptions {
    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class, Double.class, Long.class);

    private GivenOptions() {
    }

    /**
     * @param given values as they would be typed
     * @param chosen others by key, which win
     */
    static void write(Path path, Map<OptionSpec, String> given, Map<String, String> chosen) throws IOException {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        given.forEach((option, text) -> {
            if (!option.longestName().equals("--options")) {
                values.put(OptionsFile.key(option.longestName()), value(text, NUMBERS.contains(option.type())));
            }
        });
        chosen.forEach((key, text) -> values.put(key, value(text, text.matches("-?\\d+(\\.\\d+)?"))));
        JsonObjectBuilder json = Json.createObjectBuilder();
        values.forEach(json::add);
        JsonText.write(path, json.build());
    }

    private static JsonValue value(String text, boolean isNumber) {
        return isNumber ? Json.createValue(new BigDecimal(text)) : Json.createValue(text);
    }
}
