package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pipelines of the session: the demo's with a recorder that records at once; one that reads those who are ill-treated; one
 * that reads the flood; one that is edited.
 *
 * @param folder where they write to
 * @param home of the distribution
 */
record PipelineSet(Path folder, Path home) {

    void writeTo(Path target) throws IOException {
        String demo = Files.readString(home.resolve("examples/demo/impression.json")).stripTrailing();
        Files.writeString(target.resolve("impression.json"), demo.substring(0, demo.lastIndexOf('}')).stripTrailing() + """
                        ,
                          "rapport.sink.xdf~session": {
                            "inputs": ["emitter-face", "emitter-voice", "receiver-face", "receiver-eye", "receiver-body",
                                       "features", "impression", "receiver-label"],
                            "file": "%s" }
                        }
                        """.formatted(folder.resolve("session.xdf")));
        Files.writeString(target.resolve("victims.json"), """
                {
                  "rapport.source.physio~steady": { "role": "emitter", "sourceId": "chaos-steady" },
                  "rapport.source.physio~mortal": { "role": "emitter", "sourceId": "chaos-mortal" },
                  "rapport.source.physio~wild":   { "role": "emitter", "sourceId": "chaos-wild" },
                  "rapport.source.physio~changer": { "role": "emitter", "sourceId": "chaos-changer" },
                  "rapport.resampler~grid": { "inputs": ["steady", "mortal", "wild", "changer"], "rate": 25, "delay": 0.5 },
                  "rapport.sink.csv~file":  { "inputs": ["grid"], "file": "%s" },
                  "rapport.sink.xdf~recorder": { "inputs": ["steady", "mortal", "wild", "changer", "grid"], "file": "%s" }
                }
                """.formatted(folder.resolve("victims.csv"), folder.resolve("victims.xdf")));
        Files.writeString(target.resolve("flood.json"), """
                {
                  "rapport.source.physio~flood": { "role": "emitter", "sourceId": "chaos-flood" },
                  "rapport.sink.csv~file": { "inputs": ["flood"], "file": "%s" }
                }
                """.formatted(folder.resolve("flood.csv")));
        Files.writeString(target.resolve("edits.json"), """
                {
                  "rapport.source.gaze~eye": { "role": "receiver", "query": "type='Gaze'" },
                  "rapport.sink.csv~file": { "inputs": ["eye"], "file": "%s" }
                }
                """.formatted(folder.resolve("edits.csv")));
    }
}
