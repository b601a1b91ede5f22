package org.rapport.training.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.FileFault;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;
import org.rapport.training.data.Session;

/** Broken studies, their tables of sessions and their tables of everything: read, or refused line by line. */
class HostileStudiesTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final int MAX_BYTES = 32_768;

    @TempDir
    private Path folder;

    @BeforeEach
    void recordings() throws Exception {
        Files.createDirectories(folder.resolve("receivers/r"));
        Files.write(folder.resolve("a.xdf"), new byte[]{1, 2, 3});
        Files.write(folder.resolve("receivers/r/" + "a".repeat(100) + ".xdf"), new byte[]{1});
        Files.write(folder.resolve("receivers/r/film.xdf"), new byte[]{1});
        for (String table : List.of("dial.csv", "people.csv")) {
            Files.copy(CORPUS.resolve("table").resolve(table), folder.resolve(table));
        }
    }

    @Test
    void anyStudyIsReadOrRefusedInLines() throws Exception {
        withstand("study", "study", StudyFile.NAME);
    }

    @Test
    void anyTableOfSessionsIsReadOrRefusedInLines() throws Exception {
        Files.copy(CORPUS.resolve("study/rows.json"), folder.resolve(StudyFile.NAME));
        withstand("table of sessions", "table/people.csv", "people.csv");
    }

    @Test
    void anyLongTableIsReadOrRefusedInLines() throws Exception {
        Files.copy(CORPUS.resolve("study/long.json"), folder.resolve(StudyFile.NAME));
        withstand("long table", "table/dial.csv", "dial.csv");
    }

    private void withstand(String kind, String corpus, String file) throws Exception {
        new HostileFiles(kind, 2_000).withstoodBy(one -> read(), folder.resolve(file),
                new Mutator(11, HostileFiles.corpus(CORPUS.resolve(corpus)), MAX_BYTES)::next);
    }

    private List<String> read() throws IOException {
        List<FileFault> faults = new ArrayList<>();
        Study study = StudyFile.read(folder, faults).orElse(null);
        if (study != null && study.table().isPresent()) {
            StudyTable table = StudyTable.read(study.table().get());
            for (Session session : table.sessions()) {
                for (String column : study.table().get().emitter()) {
                    assertThat(table.column(session, column, true)).hasSize(table.rows(session));
                }
            }
        }
        return faults.stream().map(FileFault::getMessage).toList();
    }
}
