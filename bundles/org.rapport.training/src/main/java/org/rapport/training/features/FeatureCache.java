package org.rapport.training.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.rapport.training.data.Capture;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of captures that were made before, found by what they depend on: the recordings' bytes, and the settings and the
 * code that features are made with. May be used by several threads, one capture each, and by several programs. Files that are
 * no longer found only take space: the folder may be deleted at any time.
 */
final class FeatureCache {
    /** Changes when this bundle makes other features of the same capture and settings, or another file. */
    private static final String VERSION = "3";
    private static final Logger log = LoggerFactory.getLogger(FeatureCache.class);

    private final Path folder;
    private final Extraction extraction;
    private final Map<RecordingSource, String> hashes;
    private final String settings;
    private final ClockAhead clock;

    /** @param hashes SHA-256 of each recording file */
    FeatureCache(Path folder, Extraction extraction, Map<RecordingSource, String> hashes) throws IOException {
        this(folder, extraction, hashes, VERSION + "\n" + extraction.settings(), ClockAhead.NONE);
    }

    private FeatureCache(Path folder, Extraction extraction, Map<RecordingSource, String> hashes, String settings,
            ClockAhead clock) {
        this.folder = folder;
        this.extraction = extraction;
        this.hashes = hashes;
        this.settings = settings;
        this.clock = clock;
    }

    /** For features of the same on another clock. */
    FeatureCache on(ClockAhead other) {
        return new FeatureCache(folder, extraction, hashes, settings, other);
    }

    Features of(Capture capture) throws StudyException, IOException {
        Path file = file(capture);
        if (Files.isRegularFile(file)) {
            try {
                return FeatureFile.read(file);
            } catch (IOException e) {
                log.warn("{}: {}; made anew", file, e.getMessage());
            }
        }
        write(file, extraction.extract(capture, clock));
        return FeatureFile.read(file);
    }

    /** Where they are, or will be. */
    Path file(Capture capture) {
        return folder.resolve(key(capture) + ".features");
    }

    private String key(Capture capture) {
        StringBuilder key = new StringBuilder(settings).append(clock.settings()).append('\n').append(capture.person());
        for (RecordingSource recording : capture.files()) {
            key.append('\n').append(hashes.get(recording)).append(' ').append(recording.description());
        }
        return HexFormat.of().formatHex(StudyHash.sha256().digest(key.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void write(Path file, Features features) throws StudyException {
        try {
            Files.createDirectories(folder);
            Path made = file.resolveSibling(UUID.randomUUID() + ".tmp");
            try {
                FeatureFile.write(made, features);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new StudyException(folder + ": features cannot be kept there: " + e.getMessage()
                    + "; make room, or name another folder with --cache");
        }
    }
}
