package org.rapport.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1.8,8", "9,9", "11,11", "17,17", "25,25"})
    void knowsWhichJavaItIs(String version, int feature) {
        assertThat(Start.feature(version)).isEqualTo(feature);
    }

    @Test
    void isRunByAJavaThatIsTooOldForTheRest() throws IOException {
        try (DataInputStream in = new DataInputStream(Start.class.getResourceAsStream("Start.class"))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            assertThat(in.readUnsignedShort()).as("minor").isZero();
            assertThat(in.readUnsignedShort()).as("the class files of Java 8").isEqualTo(52);
        }
    }

    @Test
    void theOldestLogsOfSessionsGo() throws IOException {
        SessionLog log = new SessionLog(folder.resolve("logs"));
        Path first = log.open("run");
        assertThat(log.levels()).content().contains("<property name=\"level\" value=\"INFO\"/>");
        for (int i = 0; i < 60; i++) {
            Path old = Files.writeString(first.resolveSibling("run-2026-01-01_00-00-%02d-1.log".formatted(i)), "x");
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000_000L + 1000L * i));
        }
        Path mine = Files.writeString(first.resolveSibling("notes.txt"), "mine");
        log.open("run");
        try (var files = Files.list(folder.resolve("logs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSize(50)
                    .noneMatch(file -> file.toString().endsWith("00-00-09-1.log"));
        }
        assertThat(mine).exists();
    }
}
