package org.rapport.training.part;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.features.Recordings;

/** Recordings in memory. */
record Kept(List<Recording> all) implements Recordings {
    @Override
    public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
        // they are there
    }

    @Override
    public Recording get(Session session, double labelLag) {
        return all.stream().filter(dyad -> dyad.session().equals(session)).findFirst().orElseThrow();
    }

    @Override
    public List<Path> files(Session session, Path folder) {
        throw new UnsupportedOperationException("they are in no file");
    }
}
