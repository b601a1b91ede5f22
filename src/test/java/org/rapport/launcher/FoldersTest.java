package org.rapport.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path folder;

    @Test
    void aDistributionOfTheUsersOwnHoldsAll() throws Exception {
        Folders folders = Folders.of(folder, folder.resolve("work"), folder.resolve("user"), Map.of());
        assertThat(folders).isEqualTo(new Folders(folder, folder, folder.resolve("cache"), folder.resolve("logs")));
    }

    @Test
    void whereTheDistributionCannotBeWrittenTheUsersFoldersAreTaken() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), ""); // a folder that nobody can write to, root neither
        Path user = folder.resolve("user");
        Path work = folder.resolve("work");
        assertThat(Folders.of(file, work, user, Map.of()))
                .isEqualTo(new Folders(file, work, user.resolve(".cache/rapport"), user.resolve(".cache/rapport/logs")));
        assertThat(Folders.of(file, work, user, Map.of("XDG_CACHE_HOME", folder.resolve("xdg").toString())).cache())
                .isEqualTo(folder.resolve("xdg/rapport"));
        assertThat(Folders.of(file, work, user, Map.of("RAPPORT_CACHE", folder.resolve("mine").toString())).cache())
                .isEqualTo(folder.resolve("mine"));
    }

    @Test
    void nowhereToWriteIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Folders.of(file, folder, folder, Map.of("RAPPORT_CACHE", file.resolve("x").toString())))
                .hasMessageContaining("set RAPPORT_CACHE");
    }

    @Test
    void aPlaceWhereJavaReadsNothingIsOneLine() {
        Path home = folder.resolve("lab!").resolve("rapport");
        assertThatThrownBy(() -> Folders.of(home, folder, folder, Map.of())).hasMessageContaining("rename \"lab!\"")
                .hasMessageContaining(home.toString());
    }
}
