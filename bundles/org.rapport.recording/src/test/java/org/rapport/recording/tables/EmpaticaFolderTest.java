package org.rapport.recording.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.xdf.XdfStream;

class EmpaticaFolderTest {
    @TempDir
    private Path folder;

    private Path zip(String below) throws IOException {
        Path file = folder.resolve("1700000000_A01234.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(below + "EDA.csv"));
            zip.write("1700000001.0\n4.0\n0.5\n0.6\n".getBytes());
            zip.putNextEntry(new ZipEntry(below + "ACC.csv"));
            zip.write("1700000000.0, 1700000000.0, 1700000000.0\n32.0, 32.0, 32.0\n64,-64,0\n32,0,0\n".getBytes());
        }
        return file;
    }

    @Test
    void thePackedExportIsReadAsItIs() throws IOException {
        for (String below : List.of("", "1700000000_A01234/")) {
            List<XdfStream> streams = ForeignFiles.read(zip(below)).streams();
            assertThat(streams).extracting(XdfStream::type).containsExactly("EDA", "ACC");
            assertThat(streams.get(0).times()).containsExactly(1, 1.25);
            assertThat(streams.get(1).values().floats()).as("1/64 g").containsExactly(1, -1, 0, 0.5f, 0, 0);
        }
    }

    @Test
    void anotherZipIsToldInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("x.zip"), "no zip");
        assertThatThrownBy(() -> ForeignFiles.read(file)).isInstanceOf(FileFault.class)
                .hasMessageContaining("not a readable zip file");
        assertThatThrownBy(() -> ForeignFiles.read(Files.writeString(folder.resolve("a.vhdr"), "Brain Vision")))
                .hasMessageContaining("is a BrainVision recording, which is not read");
    }
}
