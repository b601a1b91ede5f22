package org.rapport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    private static final List<byte[]> SEEDS = List.of("{ \"rate\": 30, \"name\": \"a b\" }".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void theSameSeedMakesTheSameInputs() {
        Mutator one = new Mutator(7, SEEDS, 1000);
        Mutator other = new Mutator(7, SEEDS, 1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(one.next()).isEqualTo(other.next()).hasSizeLessThanOrEqualTo(1000);
        }
    }

    @Test
    void manyInputsKeepTheirForm() {
        Mutator mutator = new Mutator(1, SEEDS, 1000);
        assertThat(Stream.generate(mutator::next).limit(1000).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(text -> text.matches("(?s)\\{ .+: .+, .+: .+ }")).distinct()).hasSizeGreaterThan(200);
    }

    @Test
    void aReaderThatAnswersEachInOneLineWithstands() {
        assertThatCode(() -> trial(file -> List.of("is nothing"))).doesNotThrowAnyException();
        assertThatCode(() -> trial(file -> {
            throw new IOException("is nothing");
        })).doesNotThrowAnyException();
    }

    @Test
    void whatEscapesOrIsNoLineIsFound() {
        assertThatThrownBy(() -> trial(file -> {
            throw new IllegalStateException("escaped");
        })).isInstanceOf(AssertionError.class).hasMessageContaining("escaped");
        assertThatThrownBy(() -> trial(file -> {
            throw new OutOfMemoryError("none left");
        })).isInstanceOf(AssertionError.class).hasMessageContaining("none left");
        assertThatThrownBy(() -> trial(file -> List.of("two\nlines"))).isInstanceOf(AssertionError.class)
                .hasMessageContaining("no line");
        assertThatThrownBy(() -> trial(file -> {
            throw new IOException();
        })).isInstanceOf(AssertionError.class).hasMessageContaining("no line");
    }

    private void trial(HostileFiles.Reading reading) throws IOException, InterruptedException {
        new HostileFiles("anything", 10).withstoodBy(reading, folder.resolve("file"), new Mutator(1, SEEDS, 1000)::next);
    }
}
