package org.rapport.training.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.rapport.training.data.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of recordings that were made before, found by what they depend on: the recording's bytes, the pipeline's file, the
 * node, and where labels are. May be used by several threads, one recording each, and by several programs. Files that are no
 * longer found only take space: the folder may be deleted at any time.
 */
final class FeatureCache {
    /** Changes when the same recording and pipeline give other features or another file. */
    private static final String VERSION = "1";
    private static final Logger log = LoggerFactory.getLogger(FeatureCache.class);

    private final Path folder;
    private final FeatureExtraction extraction;
    private final byte[] settings;

    FeatureCache(Path folder, FeatureExtraction extraction, Path pipeline, String node, Map<String, LabelTrack> labels)
            throws IOException {
        this.folder = folder;
        this.extraction = extraction;
        this.settings = (VERSION + "\n" + node + "\n" + new TreeMap<>(labels) + "\n" + Files.readString(pipeline))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param hash SHA-256 of the session's recording */
    Features of(Session session, String hash) throws StudyException, IOException {
        Path file = folder.resolve(key(hash) + ".features");
        if (Files.isRegularFile(file)) {
            try {
                return FeatureFile.read(file);
            } catch (IOException e) {
                log.warn("{}: {}; made anew", file, e.getMessage());
            }
        }
        write(file, extraction.extract(session));
        return FeatureFile.read(file);
    }

    private String key(String hash) {
        MessageDigest digest = StudyHash.sha256();
        digest.update(settings);
        digest.update(hash.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest());
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
