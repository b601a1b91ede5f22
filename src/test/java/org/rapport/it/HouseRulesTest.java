package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Rules of CONTRIBUTING.md that a program can look after. */
class HouseRulesTest {
    private static final int MOST_LINES = 400;
    private static final int LONGEST_LINE = 130;
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @Test
    void noClassHasTheNameOfAnother() throws IOException {
        Map<String, List<Path>> named = sources().stream().filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        assertThat(named).hasSizeGreaterThan(400);
        assertThat(named.values()).filteredOn(files -> files.size() > 1).isEmpty();
    }

    @Test
    void noFileIsLongAndNoLineIsWide() throws IOException {
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).as(file.toString()).hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(lines).as(file.toString()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(LONGEST_LINE));
        }
    }

    /** Who sets the clock of the machine neither ends a wait nor makes it endless: the time of day is for people to read. */
    @Test
    void noWaitIsMeasuredByTheTimeOfDay() throws IOException {
        Pattern measured = Pattern.compile("currentTimeMillis\\(\\) *[-+<>]|[-+<>]=? *System\\.currentTimeMillis\\(\\)");
        for (Path file : sources()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(measured);
        }
    }

    /** What the product is made of. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> {
                String path = REPOSITORY.relativize(file).toString().replace('\\', '/');
                return path.endsWith(".java") && path.matches("(bundles/[^/]+/)?src/main/java/.*");
            }).toList();
        }
    }
}
