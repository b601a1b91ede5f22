package org.rapport.training.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.training.data.RecordingSource;
import org.rapport.training.data.Session;
import org.rapport.training.features.Recordings;

/**
 * Recordings with labels to learn from: a folder with {@code study.json} and the recordings it names.
 *
 * @param folder the folder
 * @param name its name
 * @param synthetic whether no person was involved; reports say so
 * @param resampling how signals come to one rate
 * @param rate rows a second of the label grid; NaN if it does not say, for then the pipeline does
 * @param targets what was reported and is to be predicted, in order
 * @param labelLag seconds by which reports come after what they are about; NaN to estimate them in training
 * @param streams names of the streams that every recording should have
 * @param sessions its sessions, in order
 * @param hashes SHA-256 of each recording file
 * @param hash SHA-256 over study.json and all recordings, for a model's contract
 * @param table the table that all sessions are in, instead of recordings
 */
public record Study(Path folder, String name, boolean synthetic, Resampling resampling, double rate, List<Target> targets,
        double labelLag, List<String> streams, List<Session> sessions, Map<RecordingSource, String> hashes, String hash,
        Optional<TableMapping> table) {
    /** What a study is about that does not say: the paper's targets. */
    public static final List<String> PAPER_TARGETS = List.of("competence", "warmth");

    public Study {
        targets = List.copyOf(targets);
    }

    /** A study of recordings that live nodes make features of. */
    public Study(Path folder, String name, boolean synthetic, List<Target> targets, double labelLag, List<String> streams,
            List<Session> sessions, Map<RecordingSource, String> hashes, String hash) {
        this(folder, name, synthetic, Resampling.LIVE, Double.NaN, targets, labelLag, streams, sessions, hashes, hash,
                Optional.empty());
    }

    /** The same study with some of its sessions. */
    public Study withSessions(List<Session> some) {
        return new Study(folder, name, synthetic, resampling, rate, targets, labelLag, streams, some, hashes, hash, table);
    }

    /** The names of what is to be predicted, in order. */
    public List<String> targetNames() {
        return targets.stream().map(Target::name).toList();
    }

    /**
     * The same study with the targets of a model, in the model's order.
     *
     * @throws StudyException if it has none of them
     */
    public Study withTargets(List<String> names) throws StudyException {
        List<Target> others = new ArrayList<>();
        for (String name : names) {
            others.add(targets.stream().filter(target -> target.name().equals(name)).findFirst().orElse(Target.unreported(name)));
        }
        if (others.stream().allMatch(target -> target.tracks().isEmpty())) {
            throw new StudyException(folder + ": reports " + String.join(", ", targetNames()) + ", but the model predicts "
                    + String.join(", ", names) + "; name the channel of at least one of these in \"labels\" of study.json");
        }
        return new Study(folder, name, synthetic, resampling, rate, others, labelLag, streams, sessions, hashes, hash, table);
    }
}
