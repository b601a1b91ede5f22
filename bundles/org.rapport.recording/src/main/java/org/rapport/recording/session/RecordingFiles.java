package org.rapport.recording.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.rapport.recording.tables.ForeignFiles;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;

/** Opens recordings of any known kind. */
public final class RecordingFiles {
    private static final int FIRST_BYTES = 4096;
    private static final String XDF = "XDF:";

    private RecordingFiles() {
    }

    /**
     * Reads an XDF file, or what {@link ForeignFiles} knows.
     *
     * @return the recording as if it were an XDF file
     * @throws IOException if it cannot be read or is none of these; one line that says why
     */
    public static XdfFile read(Path recording) throws IOException {
        return Files.isRegularFile(recording) && isXdf(recording) ? XdfReader.read(recording) : ForeignFiles.read(recording);
    }

    /**
     * Whether it is an XDF file, by its name or its beginning.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isXdf(Path recording) throws IOException {
        String name = recording.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(recording)
                && (name.endsWith(".xdf") || name.endsWith(".xdfz") || start(recording).startsWith(XDF));
    }

    /**
     * Reads one table.
     *
     * @param description what its columns mean, as in {@link ForeignFiles#read(Path, String)}
     * @throws IOException if one of them cannot be read, or they do not fit; one line that says why
     */
    public static XdfFile read(Path table, String description) throws IOException {
        return ForeignFiles.read(table, description);
    }

    private static String start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
