package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The documents of the repository, as a reader follows their links. */
class DocumentsTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    /** A command that measures: settings, perhaps a first claim on the processor or an interpreter, a file, its arguments. */
    private static final Pattern BENCHMARK = Pattern
            .compile("`(?:[A-Z_]+=[^ `]+ |[A-Z_]+=\"[^\"]+\" )*(?:chrt -f 20 |nice -n -10 )?((?:python3|PYTHON) )?"
                    + "(src/benchmarks/[^ `]+) [^`]+`");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            var link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).startsWith("http")) {
                    links++;
                    if (isDead(document, link.group(1), link.group(2))) {
                        dead.add(REPOSITORY.relativize(document) + " -> " + link.group());
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(50);
        assertThat(dead).isEmpty();
    }

    @Test
    void everyBenchmarkCanBeRunAsWritten() throws IOException {
        int commands = 0;
        for (Path document : documents()) {
            var command = BENCHMARK.matcher(Files.readString(document));
            while (command.find()) {
                Path file = REPOSITORY.resolve(command.group(2));
                assertThat(file).as("%s: %s", document, command.group()).exists();
                assertThat(command.group(1) != null || Files.isExecutable(file))
                        .as("%s: %s is no program", document, command.group()).isTrue();
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(20);
    }

    @Test
    void theReadmeIsAFrontDoor() throws IOException {
        assertThat(Files.readAllLines(REPOSITORY.resolve("README.md"))).hasSizeLessThan(100);
    }

    private static boolean isDead(Path document, String file, String heading) throws IOException {
        Path target = file.isEmpty() ? document : document.resolveSibling(file);
        return !Files.exists(target)
                || heading != null && target.toString().endsWith(".md") && !headings(target).contains(heading);
    }

    /** As they stand in addresses: in small letters, words joined by hyphens. */
    private static Set<String> headings(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document)).results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").strip().replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files
                    .filter(file -> file.toString().endsWith(".md") && !REPOSITORY.relativize(file).toString().contains("target"))
                    .toList();
        }
    }
}
