package org.rapport.recording.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.rapport.json.FileFault;
import org.rapport.xdf.XdfFile;

/** Reads recordings that other programs kept in formats of their own. */
public final class ForeignFiles {
    private static final int FIRST_BYTES = 4096;
    private static final String ADVICE = "let 'rapport study describe FILE' write a " + TableFolder.DESCRIPTION
            + " that says what its columns mean";

    private ForeignFiles() {
    }

    /**
     * Reads a folder of tables with their description {@value TableFolder#DESCRIPTION}; an export of an Empatica wristband,
     * packed or not; a continuous or discrete annotation of NOVA; a text of OpenSignals or BioSPPy; or a table of OpenFace.
     *
     * @return the recording as if it were an XDF file
     * @throws IOException if it cannot be read or is none of these; one line that says why
     */
    public static XdfFile read(Path recording) throws IOException {
        if (Files.isDirectory(recording)) {
            return folder(recording);
        }
        if (!Files.isRegularFile(recording)) {
            throw new FileFault(recording + ": no such file or folder");
        }
        if (EmpaticaFolder.isZip(recording)) {
            return EmpaticaFolder.readZip(recording);
        }
        Optional<Path> head = NovaAnnotation.head(recording);
        if (head.isPresent()) {
            return NovaAnnotation.read(head.get());
        }
        String start = start(recording);
        if (SimpleText.isOne(start)) {
            return SimpleText.read(recording);
        }
        if (OpenFaceTable.isOne(start)) {
            return OpenFaceTable.read(recording);
        }
        throw new FileFault(recording + ": "
                + Unread.reason(recording).orElse("is not a known kind of recording; if it is a table, " + ADVICE));
    }

    private static XdfFile folder(Path recording) throws IOException {
        if (Files.exists(recording.resolve(TableFolder.DESCRIPTION))) {
            return TableFolder.read(recording);
        }
        if (EmpaticaFolder.isOne(recording)) {
            return EmpaticaFolder.read(recording);
        }
        throw new FileFault(recording + ": nothing in this folder says what the tables mean; " + ADVICE);
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
