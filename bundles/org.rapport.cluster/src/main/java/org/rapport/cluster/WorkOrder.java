package org.rapport.cluster;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;

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
 * @param tokenFile a file that was just written among the runs
 * @param token what is in it
 * @param device what computes
 * @param parts names of those to do
 */
record WorkOrder(SparkConf settings, Path distribution, Path runs, Path tokenFile, String token, String device,
        List<String> parts) {

    static WorkOrder read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject json = reader.readObject();
            SparkConf settings = new SparkConf(false);
            JsonObject named = json.getJsonObject("settings");
            named.keySet().forEach(name -> settings.set(name, named.getString(name)));
            return new WorkOrder(settings, Path.of(json.getString("distribution")), Path.of(json.getString("runs")),
                    Path.of(json.getString("tokenFile")), json.getString("token"), json.getString("device"),
                    json.getJsonArray("parts").getValuesAs(JsonString::getString));
        }
    }
}
