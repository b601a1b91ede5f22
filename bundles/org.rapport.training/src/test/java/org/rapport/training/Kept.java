package org.rapport.training;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.features.Recordings;

/** Recordings in memory; a lag moves their labels by whole rows. */
public record Kept(List<Recording> all) implements Recordings {
    @Override
    public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
        // they are there
    }

    @Override
    public Recording get(Session session, double labelLag) {
        Recording one = all.stream().filter(recording -> recording.session().equals(session)).findFirst().orElseThrow();
        return new Recording(one.session(), one.emitterChannels(), one.receiverChannels(), one.provenance(), one.times(),
                one.emitter(), one.receiver(), one.labels().shifted((int) Math.round(labelLag * Planted.RATE)));
    }

    @Override
    public List<Path> files(Session session, Path folder) {
        throw new UnsupportedOperationException("they are in no file");
    }
}
