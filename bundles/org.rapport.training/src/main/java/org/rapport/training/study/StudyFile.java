package org.rapport.training.study;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;

/** Reads {@code study.json}. Every complaint is one line: the file, the line, the key, what is wrong and how to mend it. */
public final class StudyFile {
    public static final String NAME = "study.json";
    /** The size above which a file is none of a study or a run. */
    public static final long MAX_BYTES = 64 << 20;
    private static final double MAX_LAG = 60;
    private static final double MAX_RATE = 1000;

    private final Path folder;
    private final JsonEntry json;
    private final List<FileFault> faults = new ArrayList<>();

    private StudyFile(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new StudyException(folder + ": has no " + NAME
                    + " and so is no study; name a study folder, such as 'rapport simulate --study' makes");
        }
        this.folder = folder;
        this.json = JsonEntry.read(file, StudyFile.MAX_BYTES);
    }

    /** @throws FileFault the first thing that is wrong with the study */
    public static Study read(Path folder) throws IOException {
        List<FileFault> faults = new ArrayList<>();
        Optional<Study> study = read(folder, faults);
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return study.orElseThrow();
    }

    /**
     * Reads as much as can be read.
     *
     * @param faults takes all that is wrong
     * @return empty if it is no study at all
     */
    public static Optional<Study> read(Path folder, List<FileFault> faults) throws IOException {
        try {
            StudyFile file = new StudyFile(folder);
            Study study = file.study();
            faults.addAll(file.faults);
            return Optional.of(study);
        } catch (FileFault e) {
            faults.add(e);
            return Optional.empty();
        }
    }

    private Study study() throws IOException {
        json.allow(List.of("name", "synthetic", "rate", "resampling", "generator", "people", "streams", "labels", "labelLag",
                "sessions", "table", "notes"));
        String folderName = folder.toAbsolutePath().getFileName().toString();
        String name = json.get("name").isPresent() ? json.get("name").get().text() : folderName;
        boolean synthetic = json.get("synthetic").isPresent() && json.get("synthetic").get().bool();
        Optional<JsonEntry> table = json.get("table");
        Optional<TableMapping> mapping = table.isEmpty() ? Optional.empty() : Optional.of(TableMapping.read(table.get(), folder));
        List<Session> sessions = mapping.isPresent() ? StudyTable.read(mapping.get()).sessions() : sessions();
        if (sessions.isEmpty()) {
            throw table.orElse(json).fault("holds no session in which both people are");
        }
        StudyHash hash = new StudyHash(folder.resolve(NAME));
        Map<RecordingSource, String> hashes = new LinkedHashMap<>();
        if (mapping.isPresent()) {
            hashes.put(new RecordingSource(mapping.get().file()), hash.add(mapping.get().file()));
        } else {
            if (!(json.get("sessions").orElseThrow().value() instanceof List)) {
                hash.add(sessions); // what they are stands in file names or in a table
            }
            for (Session session : sessions) {
                for (Capture capture : session.captures()) {
                    for (RecordingSource recording : capture.files()) {
                        hashes.put(recording, hash.add(recording.path()));
                    }
                }
            }
        }
        Resampling resampling = resampling();
        List<Target> targets = json.get("labels").isEmpty() ? Study.PAPER_TARGETS.stream().map(Target::of).toList()
                : new TargetList(json.get("labels").get()).read();
        return new Study(folder, name, synthetic, resampling, rate(resampling), targets, labelLag(), streams(), sessions, hashes,
                hash.whole(), mapping);
    }

    private List<Session> sessions() throws IOException {
        JsonEntry listed = json.get("sessions").orElse(new JsonEntry(json.source(), json.line(), "sessions", List.of()));
        Set<String> people = json.get("people").isPresent() ? json.get("people").get().members().keySet() : Set.of();
        return new SessionList(folder, people, faults).read(listed);
    }

    private Resampling resampling() throws FileFault {
        if (json.get("resampling").isEmpty()) {
            return Resampling.LIVE;
        }
        JsonEntry entry = json.get("resampling").get();
        for (Resampling resampling : Resampling.values()) {
            if (resampling.word().equals(entry.value())) {
                return resampling;
            }
        }
        throw entry.fault("must be \"live\" or \"offline\"");
    }

    private double rate(Resampling resampling) throws FileFault {
        Optional<JsonEntry> entry = json.get("rate");
        if (entry.isEmpty() && resampling == Resampling.OFFLINE) {
            throw json.get("resampling").orElseThrow().fault("offline needs \"rate\" as well: the rows a second");
        }
        double rate = entry.isEmpty() ? Double.NaN : entry.get().number();
        if (entry.isPresent() && !(rate > 0 && rate <= MAX_RATE)) {
            throw entry.get().fault("must be above 0 and at most " + (int) MAX_RATE + " rows a second");
        }
        return rate;
    }

    private double labelLag() throws FileFault {
        if (json.get("labelLag").isEmpty()) {
            return 0;
        }
        JsonEntry lag = json.get("labelLag").get();
        if ("auto".equals(lag.value())) {
            return Double.NaN;
        }
        if (!(lag.value() instanceof BigDecimal) || lag.number() < 0 || lag.number() > MAX_LAG) {
            throw lag.fault("must be \"auto\" or seconds from 0 to " + (int) MAX_LAG);
        }
        return lag.number();
    }

    private List<String> streams() throws FileFault {
        List<String> names = new ArrayList<>();
        if (json.get("streams").isPresent()) {
            for (JsonEntry stream : json.get("streams").get().elements()) {
                names.add(stream.text());
            }
        }
        return names;
    }
}
