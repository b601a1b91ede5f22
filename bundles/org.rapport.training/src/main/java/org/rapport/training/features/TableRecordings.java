package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyHash;
import org.rapport.training.study.StudyTable;
import org.rapport.training.study.TableMapping;
import org.rapport.training.study.Target;

/** The sessions of a study that is one long table: its columns are the features. */
public final class TableRecordings implements Recordings {
    private static final String TYPE = "Table";

    private final Study study;
    private final TableMapping mapping;
    private final StudyTable table;

    /** @throws StudyException if the table does not fit its mapping */
    public TableRecordings(Study study, TableMapping mapping) throws StudyException, IOException {
        this.study = study;
        this.mapping = mapping;
        this.table = StudyTable.read(mapping);
    }

    @Override
    public void load(List<Session> sessions, Consumer<Recording> progress, BooleanSupplier stop) {
        // it is all in memory; a line for each of many short sessions would only hide what matters
    }

    @Override
    public Recording get(Session session, double labelLag) {
        Features features = features(session);
        return new Recording(session, features.people().get(0).channels(), features.people().get(1).channels(),
                features.provenance(), features.times(), features.people().get(0).rows(), features.people().get(1).rows(),
                SessionFeatures.labels(features.labels(), features.times(), labelLag));
    }

    /** What a table says of a session is in a file of its own, which is called by its content. */
    @Override
    public List<Path> files(Session session, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path made = folder.resolve(UUID.randomUUID() + ".tmp");
        try {
            FeatureFile.write(made, features(session));
            byte[] hash = StudyHash.sha256().digest(Files.readAllBytes(made));
            Path file = folder.resolve(HexFormat.of().formatHex(hash) + ".features");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return List.of(file);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private Features features(Session session) {
        double[] times = times(session);
        List<Annotations> annotations = annotations(session);
        List<Reports> labels = new ArrayList<>();
        for (int target = 0; target < annotations.size(); target++) {
            labels.add(annotations.get(target).as(study.targets().get(target).combination()));
        }
        double rate = 1 / mapping.interval();
        Contract.Features provenance = Contract.Features.of(rate,
                Origin.derived("table", Map.of("rate", rate, "receiverDelay", mapping.receiverDelay())));
        int delay = (int) Math.round(mapping.receiverDelay() / mapping.interval());
        return new Features(provenance, times,
                List.of(new Features.Person(Role.EMITTER, channels(Role.EMITTER, mapping.emitter()),
                        rows(session, mapping.emitter(), true, 0)),
                        new Features.Person(Role.RECEIVER, channels(Role.RECEIVER, mapping.receiver()),
                                rows(session, mapping.receiver(), false, delay))),
                labels);
    }

    /** What each annotator reported in a session, one for each target. */
    public List<Annotations> annotations(Session session) {
        double[] times = times(session);
        List<Annotations> annotations = new ArrayList<>();
        for (Target target : study.targets()) {
            annotations.add(new Annotations(target.tracks().isEmpty() ? List.of(Reports.NONE) : target.tracks().stream()
                    .map(track -> new Reports(times, table.column(session, track.channel(), false))).toList()));
        }
        return annotations;
    }

    private double[] times(Session session) {
        double[] times = new double[table.rows(session)];
        Arrays.setAll(times, row -> row * mapping.interval());
        return times;
    }

    /** A network needs a column of each person; a constant one says nothing. */
    private static List<Channel> channels(Role role, List<String> columns) {
        return (columns.isEmpty() ? List.of("constant") : columns).stream()
                .map(column -> new Channel(role, TYPE, column, "", "", Channel.Scale.CONTINUOUS)).toList();
    }

    private FeatureRows rows(Session session, List<String> columns, boolean emitter, int delay) {
        int rows = table.rows(session);
        if (columns.isEmpty()) {
            return FeatureRows.of(new float[rows], 1);
        }
        float[] values = new float[rows * columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            float[] measured = table.column(session, columns.get(column), emitter);
            for (int row = 0; row < rows; row++) {
                values[row * columns.size() + column] = row < delay ? Float.NaN : measured[row - delay];
            }
        }
        return FeatureRows.of(values, columns.size());
    }
}
