package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What bundles export. */
class ExportsTest {
    private static final Path BUNDLES = Path.of("../bundles");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern INTERFACE = Pattern.compile("(?m)^ *(?:public )?(?:static )?(?:sealed )?interface (\\w+)");
    private static final Pattern TYPED = Pattern
            .compile("@(?:ConsumerType|ProviderType)\\s+(?:@\\w+\\s+)*(?:public )?(?:static )?(?:sealed )?interface (\\w+)");
    /** Others have them without this product. */
    private static final Set<String> LIBRARIES = Set.of("org.rapport.api", "org.rapport.testkit", "org.lsl4j", "org.rapport.xdf",
            "org.rapport.dsp");

    /**
     * A package that a bundle exports.
     *
     * @param sources of the package
     */
    private record Exported(String bundle, String name, List<Path> sources) {
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.toString().contains("/target/"))
                    .filter(file -> file.toString().contains("/src/main/")).sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Exported> exported() throws IOException {
        List<Exported> exported = new ArrayList<>();
        List<Path> all = sources(BUNDLES);
        for (Path file : all) {
            if (file.endsWith("package-info.java") && text(file).contains("@Export")) {
                Matcher name = PACKAGE.matcher(text(file));
                assertThat(name.find()).as("%s", file).isTrue();
                assertThat(text(file)).as("%s", file).contains("@Version(");
                exported.add(new Exported(BUNDLES.relativize(file).getName(0).toString(), name.group(1),
                        all.stream().filter(other -> file.getParent().equals(other.getParent())).toList()));
            }
        }
        assertThat(exported).hasSizeGreaterThan(10);
        return exported;
    }

    @Test
    void everyInterfaceSaysWhoImplementsIt() throws IOException {
        for (Exported exported : exported()) {
            for (Path source : exported.sources()) {
                String text = text(source);
                if (!text.contains("\npublic ")) {
                    continue; // nobody else sees it
                }
                List<String> typed = TYPED.matcher(text).results().map(found -> found.group(1)).toList();
                assertThat(INTERFACE.matcher(text).results().map(found -> found.group(1)).filter(
                        name -> text.contains("public interface " + name) || text.contains("public sealed interface " + name)))
                        .as("interfaces in %s without @ProviderType or @ConsumerType", source).isSubsetOf(typed);
            }
        }
    }

    @Test
    void onlyWhatOthersImportIsExported() throws IOException {
        List<Path> all = sources(BUNDLES);
        for (Exported exported : exported()) {
            if (!LIBRARIES.contains(exported.bundle())) {
                Pattern use = Pattern.compile("import (?:static )?" + Pattern.quote(exported.name()) + "\\.[A-Z]");
                assertThat(all).as("importers of %s", exported.name())
                        .anyMatch(file -> !file.startsWith(BUNDLES.resolve(exported.bundle())) && use.matcher(text(file)).find());
            }
        }
    }
}
