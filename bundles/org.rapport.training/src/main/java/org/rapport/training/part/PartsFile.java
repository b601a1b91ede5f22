package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.json.JsonText;
import org.rapport.model.network.Architectures;
import org.rapport.training.data.Session;
import org.rapport.training.experiment.OtherClocks;
import org.rapport.training.experiment.Variant;
import org.rapport.training.features.Recordings;
import org.rapport.training.features.StoredRecordings;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

/**
 * The file {@code parts.json} among the run folders: all that a part needs, made once, so that no part reads recordings, runs
 * nodes or looks at the whole study again. Its paths are relative to its own folder.
 *
 * @param list all parts
 * @param recordings the features that the parts learn from
 * @param asked what the user asked for, name to value
 * @param sources the study's files, as they were
 */
public record PartsFile(PartList list, Recordings recordings, Map<String, String> asked, List<SourceFile> sources) {
    /** The file's name. */
    public static final String NAME = "parts.json";
    private static final int FORMAT = 1;
    private static final String FEATURES = "features";
    private static final String LEARNERS = "learnFrom";
    private static final String NOTHING = "nothing";

    /** Whether a folder of runs has one. */
    public static boolean isIn(Path runs) {
        return Files.isRegularFile(runs.resolve(NAME));
    }

    /**
     * The text of such a file.
     *
     * @param recordings that have loaded all sessions
     * @param pipeline that the features are made by, if there is one
     */
    public static String text(PartList list, Recordings recordings, Map<String, String> asked, Optional<Path> pipeline, Path runs)
            throws IOException {
        Path base = runs.toAbsolutePath().normalize();
        JsonObjectBuilder words = Json.createObjectBuilder();
        asked.forEach(words::add);
        JsonArrayBuilder sessions = Json.createArrayBuilder();
        Set<Session> used = Set.copyOf(list.sessions());
        Set<Session> moved = Set.copyOf(OtherClocks.some(list.tested()));
        for (Session session : list.study().sessions()) { // all of them, for all of them are dealt to the sides of a split
            sessions.add(StudyWords.json(list.study(), session,
                    used.contains(session) ? recordings.files(session, base.resolve(FEATURES)) : List.of(),
                    moved.contains(session) ? onClocks(session, list, recordings, base.resolve(FEATURES)) : Map.of(), base));
        }
        JsonArrayBuilder sources = Json.createArrayBuilder();
        for (SourceFile source : SourceFile.of(list.study(), pipeline, base)) {
            sources.add(source.json());
        }
        JsonArrayBuilder parts = Json.createArrayBuilder();
        for (Part part : list.parts()) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", part.name()).add("network", part.network())
                    .add("split", part.split().protocol().word()).add("folds", part.split().folds())
                    .add("fold", part.split().fold()).add("splitSeed", part.split().seed()).add("seed", part.seed());
            if (part.split().learners() > 0) {
                json.add(LEARNERS, part.split().learners());
            }
            parts.add(json);
        }
        return JsonText.of(Json.createObjectBuilder().add("format", FORMAT).add("purpose", JsonEntry.word(list.purpose()))
                .add("title", list.title()).add("pipeline", list.recipe().pipeline()).add("asked", words)
                .add("study", StudyWords.json(list.study(), base)).add("sources", sources).add("sessions", sessions)
                .add("parts", parts).build());
    }

    /** Where features of a session on other clocks are. */
    private static Map<Double, List<Path>> onClocks(Session session, PartList list, Recordings recordings, Path folder)
            throws IOException {
        Map<Double, List<Path>> files = new LinkedHashMap<>();
        for (double ahead : OtherClocks.ahead(recordings.get(session, 0).rate(), list.recipe().options().window())) {
            Optional<Recordings> moved = recordings.onClock(ahead);
            if (moved.isPresent()) {
                files.put(ahead, moved.get().files(session, folder));
            }
        }
        return files;
    }

    /** Makes or replaces the file, at one stroke. */
    public static void write(Path runs, String text) throws IOException {
        Files.createDirectories(runs);
        Path made = Files.createTempFile(runs, NAME, ".new");
        Files.writeString(made, text);
        Files.move(made, runs.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** With how many threads the parts of a folder are computed; empty if there are none yet. */
    public static Optional<Integer> computeThreads(Path runs) throws IOException {
        if (!isIn(runs)) {
            return Optional.empty();
        }
        Optional<JsonEntry> threads = JsonEntry.read(runs.resolve(NAME), StudyFile.MAX_BYTES).needed("asked")
                .get(TrainingOptions.COMPUTE_THREADS);
        if (threads.isPresent() && !threads.get().text().matches("\\d{1,4}")) {
            throw threads.get().mismatch("must be a number of threads; make the file anew with --list-parts");
        }
        return threads.isPresent() ? Optional.of(Integer.valueOf(threads.get().text())) : Optional.empty();
    }

    /**
     * Reads the file of a folder of runs.
     *
     * @param architectures those that networks can be of
     * @throws FileFault if it cannot be read
     */
    public static PartsFile read(Path runs, Architectures architectures) throws IOException {
        Path file = runs.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new StudyException(file + ": is missing; make it with --list-parts");
        }
        Path base = runs.toAbsolutePath().normalize();
        JsonEntry json = JsonEntry.read(file, StudyFile.MAX_BYTES);
        if (json.needed("format").integer() != FORMAT) {
            throw json.needed("format").mismatch("must be " + FORMAT + "; make the file anew with --list-parts");
        }
        Map<String, String> asked = new LinkedHashMap<>();
        for (Map.Entry<String, JsonEntry> word : json.needed("asked").members().entrySet()) {
            asked.put(word.getKey(), word.getValue().anyText());
        }
        Map<Session, List<Path>> features = new LinkedHashMap<>();
        Map<Double, Map<Session, List<Path>>> onClocks = new LinkedHashMap<>();
        Study study = StudyWords.read(json.needed("study"), json.list("sessions"), base, features, onClocks);
        List<SourceFile> sources = new ArrayList<>();
        for (JsonEntry source : json.list("sources")) {
            sources.add(SourceFile.read(source, base));
        }
        Purpose purpose = json.needed("purpose").word(Purpose.class);
        List<Part> parts = new ArrayList<>();
        for (JsonEntry part : json.list("parts")) {
            parts.add(part(part, purpose, base));
        }
        PartRecipe recipe = Asked.recipe(asked, json.needed("pipeline").anyText(), architectures);
        return new PartsFile(new PartList(purpose, json.needed("title").text(), study, recipe, parts),
                new StoredRecordings(features, onClocks), asked, sources);
    }

    private static Part part(JsonEntry json, Purpose purpose, Path base) throws FileFault {
        String name = json.needed("name").text();
        Path place = base.resolve(name).normalize();
        if (place.equals(base) || !place.startsWith(base)) {
            throw json.needed("name").fault("leaves the folder of the runs; make the file anew with --list-parts");
        }
        String network = json.needed("network").text();
        if (purpose == Purpose.REPRODUCE && !Variant.isKnown(network)) {
            throw json.needed("network").fault("is a network that there is not here; make the file anew with --list-parts");
        }
        int folds = json.needed("folds").integer();
        int fold = json.needed("fold").integer();
        if (!SplitOptions.isFold(folds, fold)) {
            throw json.needed("fold").fault("is no fold of " + folds + "; make the file anew with --list-parts");
        }
        return new Part(name, network, new SplitOptions(json.needed("split").word(Protocol.class), folds, fold,
                json.needed("splitSeed").longInteger(), json.get(LEARNERS).isPresent() ? json.needed(LEARNERS).integer() : 0),
                json.needed("seed").longInteger());
    }

    /**
     * Lets pass what was made of the same study by the same options.
     *
     * @param now what the user asks for now
     * @throws StudyException the first difference, in one line
     */
    public void require(Path runs, Map<String, String> now) throws IOException, StudyException {
        Set<String> words = new LinkedHashSet<>(now.keySet());
        words.addAll(asked.keySet());
        for (String word : words) {
            String was = asked.getOrDefault(word, NOTHING);
            String is = now.getOrDefault(word, NOTHING);
            if (!was.equals(is)) {
                throw new StudyException(runs.resolve(NAME) + ": was made with " + word + " " + was + ", but now it is " + is
                        + "; give the same options, or make it anew with --list-parts");
            }
        }
        for (SourceFile source : sources) {
            if (source.isChanged()) {
                throw new StudyException(source.path() + ": has changed since " + runs.resolve(NAME)
                        + " was made; make it anew with --list-parts");
            }
        }
    }
}
