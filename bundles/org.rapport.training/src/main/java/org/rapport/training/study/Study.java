package org.rapport.training.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.training.data.RecordingFile;
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
 * @param labels the label track of each target that was reported, by {@code competence} and {@code warmth}
 * @param labelLag seconds by which reports come after what they are about; NaN to estimate them in training
 * @param streams names of the streams that every recording should have
 * @param sessions its sessions, in order
 * @param hashes SHA-256 of each recording file
 * @param hash SHA-256 over study.json and all recordings, for a model's contract
 * @param table the table that all sessions are in, instead of recordings
 */
public record Study(Path folder, String name, boolean synthetic, Resampling resampling, double rate,
        Map<String, LabelTrack> labels, double labelLag, List<String> streams, List<Session> sessions,
        Map<RecordingFile, String> hashes, String hash, Optional<TableMapping> table) {
    /** What the model predicts, in order. */
    public static final List<String> TARGETS = List.of("competence", "warmth");

    /** A study of recordings that live nodes make features of. */
    public Study(Path folder, String name, boolean synthetic, Map<String, LabelTrack> labels, double labelLag,
            List<String> streams, List<Session> sessions, Map<RecordingFile, String> hashes, String hash) {
        this(folder, name, synthetic, Resampling.LIVE, Double.NaN, labels, labelLag, streams, sessions, hashes, hash,
                Optional.empty());
    }
}
