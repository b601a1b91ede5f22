package org.rapport.recording.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Files that take a certain number of entries each, in all orders of put, flush and fault. */
class FileSeriesTest {
    private static final int NEVER_FULL = 1000;

    @TempDir
    private Path folder;

    /** A disk: each file on it takes as many entries as it is told. */
    private static final class Disk implements FileSeries.News<Integer> {
        private final Path folder;
        private final List<Integer> capacities;
        private final Map<Path, List<Integer>> kept = new LinkedHashMap<>();
        private final List<Integer> safe = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private int created;

        Disk(Path folder, List<Integer> capacities) {
            this.folder = folder;
            this.capacities = capacities;
        }

        FileSeries<Integer> series() {
            return new FileSeries<>(folder.resolve("r.xdf"), this::file, this);
        }

        List<Integer> all() {
            return kept.values().stream().flatMap(List::stream).toList();
        }

        private EntryFile<Integer> file(Path path) throws IOException {
            if (kept.containsKey(path)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            Files.createFile(path);
            int capacity = created < capacities.size() ? capacities.get(created) : NEVER_FULL;
            created++;
            List<Integer> safeHere = new ArrayList<>();
            kept.put(path, safeHere);
            return new EntryFile<>() {
                private final List<Integer> written = new ArrayList<>();

                @Override
                public void write(Integer entry) {
                    if (entry < 0) {
                        throw new IllegalArgumentException(entry + " fits no recording");
                    }
                    written.add(entry);
                }

                @Override
                public void flush() throws IOException {
                    if (safeHere.size() + written.size() > capacity) {
                        throw new IOException("No space left on device");
                    }
                    safeHere.addAll(written);
                    written.clear();
                }

                @Override
                public void close() throws IOException {
                    flush();
                }

                @Override
                public void abandon() {
                    written.clear();
                }
            };
        }

        @Override
        public void stopped(String line) {
            lines.add(line);
        }

        @Override
        public void continues(Path file) {
            lines.add(file + " continues");
        }

        @Override
        public void warning(String line) {
            lines.add(line);
        }

        @Override
        public void safe(Integer entry) {
            safe.add(entry);
        }
    }

    @Property(tries = 300)
    void whateverFilesTakeEachEntryIsInOneOfThemAndInOrder(@ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> capacities,
            @ForAll @IntRange(max = 300) int entries) throws IOException {
        Path here = Files.createTempDirectory("series");
        Disk disk = new Disk(here, capacities);
        FileSeries<Integer> series = disk.series();
        List<Integer> put = new ArrayList<>();
        for (int entry = 0; entry < entries; entry++) {
            while (!series.open()) {
                assertThat(disk.created).isLessThanOrEqualTo(capacities.size());
            }
            series.put(entry);
            put.add(entry);
        }
        do {
            series.close();
        } while (!series.pending().isEmpty());
        assertThat(disk.all()).isEqualTo(put);
        assertThat(disk.safe).isEqualTo(put);
        try (var files = Files.list(here)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(here);
    }

    @Test
    void anEntryThatFitsNoRecordingIsLeftOutAndTheOthersAreKept() throws IOException {
        Disk disk = new Disk(folder, List.of());
        FileSeries<Integer> series = disk.series();
        series.begin();
        series.put(1);
        assertThatIllegalArgumentException().isThrownBy(() -> series.put(-1));
        series.put(2);
        series.close();
        assertThat(disk.all()).containsExactly(1, 2);
        assertThat(disk.lines).isEmpty();
    }

    @Test
    void whatIsPutInWhileNoFileIsOpenWaitsForTheNextAndHindersNoOther() throws IOException {
        Disk disk = new Disk(folder, List.of(0));
        FileSeries<Integer> series = disk.series();
        series.begin();
        for (int entry = 0; series.isOpen(); entry++) {
            series.put(entry);
        }
        int waiting = series.pending().size();
        series.put(100);
        series.put(-1);
        series.put(101);
        assertThat(series.pending()).hasSize(waiting + 3).endsWith(100, -1, 101);
        assertThat(series.open()).isTrue();
        series.close();
        assertThat(disk.all()).hasSize(waiting + 2).endsWith(100, 101);
        assertThat(disk.lines).anySatisfy(line -> assertThat(line).contains("is left out: -1 fits no recording"));
    }

    @Test
    void aDiskThatTakesNothingIsToldOnceAndTriedAfterAPause() throws IOException {
        Disk disk = new Disk(folder, List.of(1, 0, 0));
        FileSeries<Integer> series = disk.series();
        series.begin();
        series.put(1);
        series.put(2);
        series.close();
        assertThat(series.pending()).containsExactly(1, 2);
        assertThat(series.untilRetry()).isPositive();
        assertThat(disk.lines).singleElement().asString().contains("r.xdf cannot be written any more", "free some disk space");
        series.open();
        assertThat(series.isOpen()).isFalse();
        assertThat(disk.lines).hasSize(1);
        series.open();
        assertThat(series.isOpen()).isTrue();
        series.put(3);
        series.close();
        assertThat(disk.lines).hasSize(2).last().asString().contains("r-4.xdf continues");
        assertThat(disk.all()).containsExactly(1, 2, 3);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).as("files that hold nothing are removed")
                    .containsExactly("r-4.xdf");
        }
    }
}
