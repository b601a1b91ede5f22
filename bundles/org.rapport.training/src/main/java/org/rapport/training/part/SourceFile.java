package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.rapport.json.FileFault;
import org.rapport.json.JsonEntry;
import org.rapport.training.data.RecordingSource;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyFile;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/**
 * A file that features came from, by what can be known of it without reading it.
 *
 * @param path where it is
 * @param shown relative to the folder of the file that names it
 * @param bytes its size
 * @param modified when it was last changed, in milliseconds since 1970
 */
record SourceFile(Path path, String shown, long bytes, long modified) {

    /** All that a study consists of, and the pipeline. */
    static List<SourceFile> of(Study study, Optional<Path> pipeline, Path base) throws IOException {
        Set<Path> paths = new LinkedHashSet<>(List.of(study.folder().resolve(StudyFile.NAME)));
        pipeline.ifPresent(paths::add);
        for (RecordingSource recording : study.hashes().keySet()) {
            try (Stream<Path> files = Files.walk(recording.path(), FileVisitOption.FOLLOW_LINKS)) {
                files.filter(Files::isRegularFile).sorted().forEach(paths::add);
            }
        }
        List<SourceFile> sources = new ArrayList<>();
        for (Path path : paths) {
            Path whole = path.toAbsolutePath().normalize();
            sources.add(new SourceFile(whole, base.relativize(whole).toString(), Files.size(whole), modified(whole)));
        }
        return sources;
    }

    static SourceFile read(JsonEntry json, Path base) throws FileFault {
        String shown = json.needed("path").text();
        return new SourceFile(base.resolve(shown).normalize(), shown, json.needed("bytes").longInteger(),
                json.needed("modified").longInteger());
    }

    JsonObjectBuilder json() {
        return Json.createObjectBuilder().add("path", shown).add("bytes", bytes).add("modified", modified);
    }

    /** Whether it is gone or another now. */
    boolean isChanged() throws IOException {
        return !Files.isRegularFile(path) || Files.size(path) != bytes || modified(path) != modified;
    }

    private static long modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toMillis();
    }
}
