package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.rapport.model.ModelException;

/** The checksums of a folder's files, as {@code sha256sum} writes them: they tell a half-copied folder from a whole one. */
final class Checksums {
    static final String FILE = "SHA256SUMS";
    private static final long MAX_BYTES = 64 << 10;
    private static final int MAX_LINES = 100;

    private Checksums() {
    }

    /** Writes the checksums of all files in a folder. */
    static void write(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            lines.append(hash(file)).append("  ").append(folder.relativize(file).toString().replace('\\', '/')).append('\n');
        }
        Files.writeString(folder.resolve(FILE), lines);
    }

    /** @throws ModelException if a file is missing or another than the one that was written */
    static void check(Path folder) throws ModelException {
        Path sums = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(sums) || Files.size(sums) > MAX_BYTES) {
                throw new ModelException(sums + ": there is no such file; copy the whole folder again");
            }
            List<String> lines = Files.readAllLines(sums);
            if (lines.isEmpty() || lines.size() > MAX_LINES) {
                throw new ModelException(
                        sums + ": " + lines.size() + " lines are no list of a model's files; copy the folder again");
            }
            for (String line : lines) {
                check(folder, sums, line);
            }
        } catch (IOException e) {
            throw new ModelException(sums + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(Path folder, Path sums, String line) throws ModelException, IOException {
        String[] parts = line.split("  ", 2);
        Path file = parts.length == 2 ? folder.resolve(parts[1]).normalize() : folder;
        if (parts.length != 2 || !file.startsWith(folder.normalize())) {
            throw new ModelException(sums + ": \"" + line + "\" is no checksum of a file in this folder; copy the folder again");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + ": there is no such file; copy the whole folder again");
        }
        if (!hash(file).equals(parts[0])) {
            throw new ModelException(file + ": is not as it was written (checksum); copy the whole folder again");
        }
    }

    static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
