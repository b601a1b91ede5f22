package org.rapport.recording.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.recording.tables.TableDescriber;
import org.rapport.recording.tables.TableRows;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/** Broken tables and what is said of them: read, or refused in one line. */
class HostileTablesTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final int MAX_BYTES = 32_768;

    @TempDir
    private Path folder;

    @Test
    void anyDescriptionOfTablesIsFollowedOrRefusedInOneLine() throws Exception {
        Files.copy(CORPUS.resolve("tables/table.csv"), folder.resolve("table.csv"));
        withstand("streams.json", 2_000, "descriptions", folder.resolve("streams.json"), folder);
    }

    @Test
    void anyTableIsReadOrRefusedInOneLine() throws Exception {
        Files.copy(CORPUS.resolve("descriptions/streams.json"), folder.resolve("streams.json"));
        withstand("CSV", 2_000, "tables/table.csv", folder.resolve("table.csv"), folder);
    }

    @Test
    void anyTableOfFacesIsReadOrRefusedInOneLine() throws Exception {
        Path file = folder.resolve("faces.csv");
        withstand("OpenFace", 2_000, "faces", file, file);
    }

    @Test
    void anyTableIsDescribedOrRefusedInOneLine() throws Exception {
        Path file = folder.resolve("unknown.csv");
        new HostileFiles("unknown tables", 500).withstoodBy(one -> {
            TableDescriber describer = new TableDescriber(OptionalDouble.empty(), Optional.of("Face"));
            describer.add(one);
            assertThat(describer.description().getJsonArray("streams")).isNotEmpty();
            return describer.told();
        }, file, new Mutator(21, HostileFiles.corpus(CORPUS.resolve("unknown")), MAX_BYTES)::next);
    }

    @Test
    void anyTextOfCountsIsReadOrRefusedInOneLine() throws Exception {
        Path file = folder.resolve("ecg.txt");
        withstand("simple text", 2_000, "texts", file, file);
    }

    @Test
    void anyExportOfAWristbandIsReadOrRefusedInOneLine() throws Exception {
        withstand("Empatica", 2_000, "empatica", folder.resolve("BVP.csv"), folder);
    }

    @Test
    void anyHeaderOfAStreamTellsWhatCanBeUnderstood() throws Exception {
        Path file = folder.resolve("header.xml");
        new HostileFiles("stream header", 2_000).withstoodBy(one -> {
            String header = Files.readString(one, StandardCharsets.ISO_8859_1);
            assertThat(StreamFacts.of(header)).isNotNull();
            assertThat(HeaderReader.id(header)).isNotNull();
            return List.of();
        }, file, new Mutator(14, HostileFiles.corpus(CORPUS.resolve("headers")), MAX_BYTES)::next);
    }

    private static void withstand(String kind, int quick, String corpus, Path file, Path recording) throws Exception {
        new HostileFiles(kind, quick).withstoodBy(one -> read(recording), file,
                new Mutator(9, HostileFiles.corpus(CORPUS.resolve(corpus)), MAX_BYTES)::next);
    }

    private static List<String> read(Path recording) throws IOException {
        XdfFile file = RecordingFiles.read(recording);
        for (XdfStream stream : file.streams()) {
            assertThat(stream.values().count()).isEqualTo(stream.times().length * stream.channelCount());
            assertThat(stream.rate()).isGreaterThanOrEqualTo(0).isFinite();
            assertThat(StreamFacts.of(stream)).isNotNull();
        }
        return file.warnings();
    }

    @Test
    @Timeout(120)
    void wideLongAndEndlessTextsAreRefusedInOneLine() throws Exception {
        String header = "frame,timestamp,AU01_r";
        List<String> texts = List.of(header + ",".repeat(3_000_000), header + "\n\"" + "a\n".repeat(3_000_000),
                header + "\n" + "1".repeat(5_000_000),
                header + ",a".repeat(99_000) + ("\n1,2,3" + ",4".repeat(99_000)).repeat(100), header + ",face_id" + rows(5_000),
                "# Simple Text Format\n# Sampling Rate (Hz):= 9\n# Labels:= " + "a,".repeat(900_000) + "\n1",
                "# Simple Text Format\n# Sampling Rate (Hz):= 9\n# Labels:= a\n" + "1 ".repeat(1_500_000),
                "# Simple Text Format\n# Sampling Rate (Hz):= 9\n# Labels:= a\n" + "1\n".repeat(9_000_000));
        for (String text : texts) {
            Path file = Files.writeString(folder.resolve("wide.csv"), text);
            assertThatThrownBy(() -> RecordingFiles.read(file)).as(text.substring(0, 60)).isInstanceOf(FileFault.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\n"));
        }
    }

    private static String rows(int faces) {
        StringBuilder rows = new StringBuilder();
        for (int face = 0; face < faces; face++) {
            rows.append("\n1,0,0.5,").append(face);
        }
        return rows.toString();
    }

    @Test
    void otherEncodingsAreToldAndMarksOfByteOrderPassedOver() throws Exception {
        String table = Files.readString(CORPUS.resolve("faces/one.csv"));
        Path file = folder.resolve("table.csv");
        Files.write(file, ("\ufeff" + table).getBytes(StandardCharsets.UTF_8));
        assertThat(names(file)).startsWith("frame");
        Files.write(file, table.replace("frame", "im\u00e4ge").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> names(file)).hasMessageContaining("is not UTF-8 text");
    }

    private static List<String> names(Path file) throws IOException {
        try (TableRows rows = TableRows.open(file, ',')) {
            return rows.names();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(30)
    void devicesAndFoldersInTheirPlaceAreRefused() throws Exception {
        for (String target : List.of("/dev/zero", "/dev/stdin", folder.toString())) {
            Files.deleteIfExists(folder.resolve("BVP.csv"));
            Files.createSymbolicLink(folder.resolve("BVP.csv"), Path.of(target));
            assertThatThrownBy(() -> RecordingFiles.read(folder)).isInstanceOf(FileFault.class).hasMessageContaining("regular");
            assertThatThrownBy(() -> RecordingFiles.read(folder.resolve("BVP.csv"))).isInstanceOf(FileFault.class);
        }
    }
}
