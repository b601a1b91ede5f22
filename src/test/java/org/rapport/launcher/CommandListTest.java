package org.rapport.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandListTest {
    private static final String[] HELP = {"--help"};

    @TempDir
    private Path home;
    private Folders folders;

    @BeforeEach
    void distribution() throws Exception {
        Files.createDirectories(home.resolve("plugins"));
        Files.createDirectories(home.resolve("cache"));
        Files.writeString(Files.createDirectories(home.resolve("bundles")).resolve("one.jar"), "1");
        folders = new Folders(home, home, home.resolve("cache"), home.resolve("logs"));
    }

    @Test
    void itIsKnownOnceItWasPrinted() throws Exception {
        CommandList list = CommandList.of(folders, HELP).orElseThrow();
        assertThat(list.text()).isEmpty();
        assertThat(list.printedBy(words -> {
            System.out.print("commands for Åsa\n");
            return 0;
        }, HELP)).isZero();
        assertThat(CommandList.of(folders, new String[]{"help"}).orElseThrow().text()).contains("commands for Åsa\n");
        try (Stream<Path> files = Files.list(folders.cache())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatFailedIsNotKept() {
        assertThat(CommandList.of(folders, HELP).orElseThrow().printedBy(words -> 1, HELP)).isEqualTo(1);
        assertThat(CommandList.of(folders, HELP).orElseThrow().text()).isEmpty();
    }

    @Test
    void itIsThatOfTheseBundlesAndOfNoPlugIn() throws Exception {
        CommandList.of(folders, HELP).orElseThrow().printedBy(words -> 0, HELP);
        Files.writeString(home.resolve("bundles/two.jar"), "2");
        assertThat(CommandList.of(folders, HELP).orElseThrow().text()).isEmpty();
        Files.writeString(home.resolve("plugins/README.txt"), "");
        assertThat(CommandList.of(folders, HELP)).isPresent();
        Files.writeString(home.resolve("plugins/greets.jar"), "");
        assertThat(CommandList.of(folders, HELP)).isEmpty();
    }

    @Test
    void onlyAQuestionForTheListIsAnsweredByIt() {
        assertThat(CommandList.of(folders, new String[]{"check", "--help"})).isEmpty();
    }

    @Test
    void whoCannotKeepItPrintsIt() {
        Folders readOnly = new Folders(home, home, home.resolve("plugins/no"), home.resolve("logs"));
        assertThat(CommandList.of(readOnly, HELP).orElseThrow().printedBy(words -> 0, HELP)).isZero();
    }
}
