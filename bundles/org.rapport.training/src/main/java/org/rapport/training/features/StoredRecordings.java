package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.study.StudyException;

/** Sessions whose features another process made: neither a recording nor a node is needed any more. */
public final class StoredRecordings implements Recordings {
    private final Map<Session, List<Path>> files;
    /** Of some sessions on other clocks, by how many seconds these are ahead. */
    private final Map<Double, Map<Session, List<Path>>> onClocks;
    private final Map<Session, SessionFeatures> sessions = new ConcurrentHashMap<>();

    /**
     * @param files for each session the feature files of its captures, in their order
     * @param onClocks the same of some sessions on other clocks, by how many seconds these are ahead
     */
    public StoredRecordings(Map<Session, List<Path>> files, Map<Double, Map<Session, List<Path>>> onClocks) {
        this.files = Map.copyOf(files);
        this.onClocks = Map.copyOf(onClocks);
    }

    @Override
    public Optional<Recordings> onClock(double ahead) {
        return Optional.ofNullable(onClocks.get(ahead)).map(moved -> new StoredRecordings(moved, Map.of()));
    }

    @Override
    public void load(List<Session> wanted, Consumer<Recording> progress, BooleanSupplier stop) throws IOException {
        Map<Path, Features> shared = new HashMap<>(); // sessions with one stimulus share its file
        for (Session session : wanted) {
            if (sessions.containsKey(session)) {
                continue;
            }
            List<Features> features = new ArrayList<>();
            for (Path file : files.get(session)) {
                if (!shared.containsKey(file)) {
                    shared.put(file, read(file));
                }
                features.add(shared.get(file));
            }
            sessions.put(session, SessionFeatures.of(session, features));
            progress.accept(get(session, 0));
        }
    }

    private static Features read(Path file) throws IOException {
        try {
            return FeatureFile.read(file);
        } catch (NoSuchFileException e) {
            throw new StudyException(file + ": these features are gone; make them anew with --list-parts");
        }
    }

    @Override
    public List<Path> files(Session session, Path folder) {
        return files.get(session);
    }

    @Override
    public Recording get(Session session, double labelLag) {
        return sessions.get(session).recording(labelLag);
    }
}
