package org.rapport.cluster;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.spark.SparkConf;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

/**
 * What a driver is told, as one line of JSON.
 *
 * @param settings of Spark, with the secret
 * @param distribution where Rapport is, here and on every node
 * @param runs the folder with all run folders
 * @param shared files that a node must see as they are here, each with its checksum (CRC-32C, hexadecimal)
 * @param device what computes
 * @param parts names of those to do; none if it is only to see whether the nodes could
 */
record WorkOrder(SparkConf settings, Path distribution, Path runs, Map<String, String> shared, String device,
        List<String> parts) {

    boolean isCheck() {
        return parts.isEmpty();
    }

    static WorkOrder read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject json = reader.readObject();
            SparkConf settings = new SparkConf(false);
            texts(json.getJsonObject("settings")).forEach(settings::set);
            return new WorkOrder(settings, Path.of(json.getString("distribution")), Path.of(json.getString("runs")),
                    texts(json.getJsonObject("shared")), json.getString("device"),
                    json.getJsonArray("parts").getValuesAs(JsonString::getString));
        }
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new TreeMap<>();
        json.keySet().forEach(name -> texts.put(name, json.getString(name)));
        return texts;
    }
}
