package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.signal.Role;
import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.model.Range;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;
import org.rapport.training.study.Combination;
import org.rapport.training.study.Duplicates;
import org.rapport.training.study.Resampling;
import org.rapport.training.study.Study;
import org.rapport.training.study.Target;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** A study as JSON without its recordings: these are known by their hashes, and their features by their files. */
final class StudyWords {
    private StudyWords() {
    }

    static JsonObjectBuilder json(Study study, Path base) {
        JsonArrayBuilder targets = Json.createArrayBuilder();
        for (Target target : study.targets()) {
            targets.add(Json.createObjectBuilder().add("name", target.name()).add("unit", target.unit())
                    .add("low", limit(target.range().low())).add("high", limit(target.range().high())));
        }
        Path folder = study.folder().toAbsolutePath().normalize();
        return Json.createObjectBuilder().add("folder", base.relativize(folder).toString()).add("name", study.name())
                .add("synthetic", study.synthetic()).add("hash", study.hash()).add("labelLag", limit(study.labelLag()))
                .add("targets", targets);
    }

    private static JsonValue limit(double value) {
        return Double.isFinite(value) ? Json.createValue(value) : JsonValue.NULL;
    }

    /**
     * @param features the files of each of its captures; empty for a session that no part needs
     * @param onClocks the same on other clocks, by how many seconds these are ahead
     */
    static JsonObjectBuilder json(Study study, Session session, List<Path> features, Map<Double, List<Path>> onClocks,
            Path base) {
        JsonArrayBuilder captures = Json.createArrayBuilder();
        for (int i = 0; i < session.captures().size(); i++) {
            Capture capture = session.captures().get(i);
            Session alone = new Session(session.name(), session.emitter(), session.receiver(), session.stimulus(),
                    List.of(capture));
            JsonObjectBuilder json = Json.createObjectBuilder();
            capture.person().ifPresent(role -> json.add("person", role.word()));
            Duplicates.recording(study, alone, capture.person().orElse(Role.RECEIVER))
                    .ifPresent(key -> json.add("recording", key));
            if (!features.isEmpty()) {
                json.add("features", base.relativize(features.get(i).toAbsolutePath().normalize()).toString());
            }
            if (!onClocks.isEmpty()) {
                JsonArrayBuilder clocks = Json.createArrayBuilder();
                for (Map.Entry<Double, List<Path>> clock : onClocks.entrySet()) {
                    clocks.add(Json.createObjectBuilder().add("ahead", clock.getKey()).add("features",
                            base.relativize(clock.getValue().get(i).toAbsolutePath().normalize()).toString()));
                }
                json.add("onClocks", clocks);
            }
            captures.add(json);
        }
        return Json.createObjectBuilder().add("name", session.name()).add("emitter", session.emitter())
                .add("receiver", session.receiver()).add("stimulus", session.stimulus()).add("captures", captures);
    }

    /**
     * @param features takes for each session the files of its captures
     * @param onClocks takes the same of those that are there on other clocks
     */
    static Study read(JsonEntry json, List<JsonEntry> listed, Path base, Map<Session, List<Path>> features,
            Map<Double, Map<Session, List<Path>>> onClocks) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (JsonEntry target : json.list("targets")) {
            targets.add(new Target(target.needed("name").text(), List.of(), Combination.MEAN, target.needed("unit").anyText(),
                    new Range(limit(target.needed("low"), Double.NEGATIVE_INFINITY),
                            limit(target.needed("high"), Double.POSITIVE_INFINITY))));
        }
        Map<RecordingSource, String> hashes = new LinkedHashMap<>();
        List<Session> sessions = new ArrayList<>();
        for (JsonEntry session : listed) {
            List<Capture> captures = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            Map<Double, List<Path>> moved = new LinkedHashMap<>();
            for (JsonEntry capture : session.list("captures")) {
                captures.add(capture(capture, hashes));
                if (capture.get("features").isPresent()) {
                    files.add(base.resolve(capture.needed("features").text()).normalize());
                }
                for (JsonEntry clock : capture.get("onClocks").isPresent() ? capture.list("onClocks") : List.<JsonEntry>of()) {
                    moved.computeIfAbsent(clock.needed("ahead").number(), ahead -> new ArrayList<>())
                            .add(base.resolve(clock.needed("features").text()).normalize());
                }
            }
            sessions.add(new Session(session.needed("name").anyText(), session.needed("emitter").anyText(),
                    session.needed("receiver").anyText(), session.needed("stimulus").anyText(), captures));
            Session read = sessions.get(sessions.size() - 1);
            features.put(read, files);
            moved.forEach((ahead, paths) -> onClocks.computeIfAbsent(ahead, key -> new LinkedHashMap<>()).put(read, paths));
        }
        return new Study(base.resolve(json.needed("folder").anyText()).normalize(), json.needed("name").text(),
                json.needed("synthetic").bool(), Resampling.LIVE, Double.NaN, targets, json.needed("labelLag").numberOrNaN(),
                List.of(), sessions, hashes, json.needed("hash").text(), Optional.empty());
    }

    /** A recording is known by what stands for its content. */
    private static Capture capture(JsonEntry json, Map<RecordingSource, String> hashes) throws FileFault {
        List<RecordingSource> files = new ArrayList<>();
        if (json.get("recording").isPresent()) {
            String key = json.needed("recording").text();
            files.add(new RecordingSource(Path.of(key)));
            hashes.put(files.get(0), key);
        }
        return new Capture(
                json.get("person").isPresent() ? Optional.of(json.needed("person").word(Role.class)) : Optional.empty(), files);
    }

    private static double limit(JsonEntry json, double without) throws FileFault {
        double value = json.numberOrNaN();
        return Double.isNaN(value) ? without : value;
    }
}
