package org.rapport.recording.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;

/** Opens recordings of any known kind. */
public final class RecordingFiles {
    private static final int FIRST_BYTES = 4096;

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
            throw new IOException(recording + ": nothing in this folder says what its tables mean; put a "
                    + TableFolder.DESCRIPTION + " there (see the documentation of recordings)");
        }
        if (!Files.isRegularFile(recording)) {
            throw new IOException(recording + ": no such file or folder");
        }
        String name = recording.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".xdf") || name.endsWith(".xdfz")) {
            return XdfReader.read(recording);
        }
        String start = start(recording);
        if (SimpleText.isOne(start)) {
            return SimpleText.read(recording);
        }
        if (OpenFaceTable.isOne(start)) {
            return OpenFaceTable.read(recording);
        }
        throw new IOException(recording + ": is no recording of a known kind; put a table into a folder with a "
                + TableFolder.DESCRIPTION + " that says what its columns mean");
    }

    private static String start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(FIRST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
