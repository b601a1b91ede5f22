package org.rapport.training.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.rapport.training.data.Session;

/** SHA-256 of a study's files, each by itself and all together, in one pass. */
public final class StudyHash {
    private final MessageDigest whole = sha256();
    private final Map<Path, String> known = new HashMap<>();

    StudyHash(Path first) throws IOException {
        add(first);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes the next file, or all files of a folder, once each; returns its own hash in hexadecimal digits. */
    String add(Path recording) throws IOException {
        String before = known.get(recording);
        if (before != null) {
            return before;
        }
        MessageDigest own = sha256();
        try (Stream<Path> files = Files.walk(recording, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(file, own);
            }
        }
        String hash = HexFormat.of().formatHex(own.digest());
        known.put(recording, hash);
        return hash;
    }

    /** Takes who met whom. */
    void add(List<Session> sessions) {
        for (Session session : sessions) {
            String text = String.join("\t", session.name(), session.emitter(), session.receiver(), session.stimulus()) + "\n";
            whole.update(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(Path file, MessageDigest own) throws IOException {
        try (InputStream in = new DigestInputStream(new DigestInputStream(Files.newInputStream(file), own), whole)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The hash of all files so far, one after the other. */
    String whole() {
        return HexFormat.of().formatHex(whole.digest());
    }
}
