package org.rapport.recording.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.rapport.json.FileFault;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;

/** Opens recordings of any known kind. */
public final class RecordingFiles {
    private static final int FIRST_BYTES = 4096;
    private static final String XDF = "XDF:";

    private RecordingFiles() {
    }

    /**
     * Reads an XDF file; a folder of tables with their description {@value TableFolder#DESCRIPTION}; an export of an Empatica
     * wristband; a text of OpenSignals or BioSPPy; or a table of OpenFace.
     *
     * @return the recording as if it were an XDF file
     * @throws IOException if it cannot be read or is none of these; one line that says why
     */
    public static XdfFile read(Path recording) throws IOException {
        if (Files.isDirectory(recording)) {
            if (Files.exists(recording.resolve(TableFolder.DESCRIPTION))) {
                return TableFolder.read(recording);
            }
            if (EmpaticaFolder.isOne(recording)) {
                return EmpaticaFolder.read(recording);
            }
            throw new FileFault(recording + ": nothing in this folder says what its tables mean; put a "
                    + TableFolder.DESCRIPTION + " there (see the documentation of recordings)");
        }
        if (!Files.isRegularFile(recording)) {
            throw new FileFault(recording + ": no such file or folder");
        }
        if (isXdf(recording)) {
            return XdfReader.read(recording);
        }
        String start = start(recording);
        if (SimpleText.isOne(start)) {
            return SimpleText.read(recording);
        }
        if (OpenFaceTable.isOne(start)) {
            return OpenFaceTable.read(recording);
        }
        throw new FileFault(recording + ": is no recording of a known kind; put a table into a folder with a "
                + TableFolder.DESCRIPTION + " that says what its columns mean");
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
     * @param description what its columns mean: a JSON object as those in {@value TableFolder#DESCRIPTION}, without
     *        {@code file}
     * @throws IOException if one of them cannot be read, or they do not fit; one line that says why
     */
    public static XdfFile read(Path table, String description) throws IOException {
        return new XdfFile("", List.of(DescribedTable.of(table, description).read(1)), List.of());
    }

    private static String start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
