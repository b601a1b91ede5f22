package org.rapport.training.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/**
 * {@code trials.json}: what each trial of a search reached in each round. It is replaced at one stroke after every trial, so that
 * a search that is killed goes on with the trial at which it was.
 */
public final class TrialsFile {
    private static final String NAME = "trials.json";
    private static final int FORMAT = 1;

    private final Path file;
    private final Map<String, String> madeWith;
    private final List<TrialResult> results = new ArrayList<>();

    private TrialsFile(Path file, Map<String, String> madeWith) {
        this.file = file;
        this.madeWith = madeWith;
    }

    /**
     * The file of a folder, or an empty one.
     *
     * @param madeWith what decides the results, name to value
     * @throws StudyException if there are results of other settings
     */
    public static TrialsFile open(Path folder, Map<String, String> madeWith) throws IOException {
        TrialsFile trials = new TrialsFile(folder.resolve(NAME), madeWith);
        if (Files.isRegularFile(trials.file)) {
            trials.read(JsonEntry.read(trials.file, StudyFile.MAX_BYTES));
        }
        return trials;
    }

    private void read(JsonEntry json) throws IOException {
        if (json.needed("format").integer() != FORMAT) {
            throw json.needed("format")
                    .mismatch("must be " + FORMAT + "; delete the folder " + file.getParent() + ", and the search begins anew");
        }
        Map<String, JsonEntry> before = json.needed("madeWith").members();
        for (Map.Entry<String, String> setting : madeWith.entrySet()) {
            JsonEntry was = before.get(setting.getKey());
            if (was == null || !was.anyText().equals(setting.getValue())) {
                throw new StudyException(file + ": the search was begun with " + setting.getKey() + " "
                        + (was == null ? "unsaid" : was.anyText()) + ", but now it is " + setting.getValue()
                        + "; go on with what it was begun with, or name another folder with --out");
            }
        }
        for (JsonEntry result : json.list("results")) {
            Map<String, Double> scores = new LinkedHashMap<>();
            for (Map.Entry<String, JsonEntry> score : result.needed("scores").members().entrySet()) {
                scores.put(score.getKey(), score.getValue().numberOrNaN());
            }
            results.add(new TrialResult(result.needed("trial").text(), result.needed("epochs").integer(), scores));
        }
    }

    /** What is known, in the order in which it was found. */
    public List<TrialResult> results() {
        return List.copyOf(results);
    }

    /** How good a trial was with so many epochs; empty if nobody knows yet. */
    public Optional<TrialResult> find(Trial trial, int epochs) {
        return results.stream().filter(one -> one.trial().equals(trial.name()) && one.epochs() == epochs).findFirst();
    }

    public void add(TrialResult result) throws IOException {
        results.add(result);
        JsonObjectBuilder settings = Json.createObjectBuilder();
        madeWith.forEach(settings::add);
        JsonArrayBuilder found = Json.createArrayBuilder();
        for (TrialResult one : results) {
            JsonObjectBuilder scores = Json.createObjectBuilder();
            one.scores().forEach(
                    (target, score) -> scores.add(target, Double.isFinite(score) ? Json.createValue(score) : JsonValue.NULL));
            found.add(Json.createObjectBuilder().add("trial", one.trial()).add("epochs", one.epochs()).add("scores", scores));
        }
        Files.createDirectories(file.getParent());
        Path made = file.resolveSibling(NAME + ".new");
        JsonText.write(made,
                Json.createObjectBuilder().add("format", FORMAT).add("madeWith", settings).add("results", found).build());
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
