package org.rapport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without the framework {@code check} says of every pipeline, to the letter, what it says in the framework. */
class CheckAloneIT {
    private static final Map<String, String> IN_THE_FRAMEWORK = Map.of("RAPPORT_ALONE", "no");
    /** The framework cannot start without a folder to write to. */
    private static final Map<String, String> ALONE = Map.of("RAPPORT_CACHE", "/dev/null/none");
    private static final Path BROKEN = Path.of("test/resources/broken");
    private static final Pattern SETTING = Pattern.compile("(\"[\\w~.-]+\"\\s*:\\s*)(\"[^\"]*\"|\\[[^\\]]*\\]|[\\w.+-]+)");
    private static final List<String> VALUES = List.of("-1", "0", "1e9", "2.5", "true", "\"x\"", "\"\"", "\"25\"", "[1, 2]", "[]",
            "[\"eye\", \"x\"]", "{ }", "null", "nothing");
    private static final int MUTANTS = 40;

    private Path folder;
    private Distribution distribution;

    @BeforeEach
    void distribution() throws Exception {
        folder = Distribution.folder(CheckAloneIT.class);
        distribution = new Distribution(folder.resolve("rapport"), 27120);
    }

    @Test
    void saysOfExamplesAndBrokenPipelinesWhatTheFrameworkSays() throws Exception {
        List<Path> files = new ArrayList<>(shipped());
        files.addAll(eachTypeWithEachValue());
        Random random = new Random(18);
        for (Path file : shipped()) {
            files.addAll(mutants(file, random));
        }
        String told = same(ALONE, files);
        assertThat(told.lines().filter(line -> line.endsWith(": sound"))).hasSizeGreaterThan(10);
        assertThat(told.lines().filter(line -> !line.endsWith(": sound"))).hasSizeGreaterThan(500);
        assertThat(told).contains("did you mean", "is missing; add it", "must be a number", "is not allowed", "form a loop",
                "no such folder", "the model was trained at rate", "no source upstream has", "there is no film");
        assertThat(told(ALONE, List.of(folder.resolve("missing.json")))).contains("missing.json: no such file").endsWith("1");
    }

    @Test
    void aPlugInsNodesAreKnownAndWhatElseIsInItsFolderAsWell() throws Exception {
        Path pipeline = Path.of("../examples/custom-node/pipelines/smoother.json");
        assertThat(same(ALONE, List.of(pipeline))).contains("unknown node type \"example.smoother\"");
        Path plugIn = Path.of(System.getProperty("plugin"));
        Files.copy(plugIn, distribution.home().resolve("plugins").resolve(plugIn.getFileName()));
        assertThat(same(Map.of(), List.of(pipeline))).contains("smoother.json: sound");
    }

    @Test
    void whatIsNoReleasedBundleIsLeftToTheFramework() throws Exception {
        Path bundles = distribution.home().resolve("bundles");
        List<Path> files = List.of(BROKEN.resolve("14-query.json"));
        Path plugIn = Path.of(System.getProperty("plugin"));
        Path added = Files.copy(plugIn, bundles.resolve(plugIn.getFileName()));
        assertThat(same(Map.of(), List.of(Path.of("../examples/custom-node/pipelines/smoother.json")))).contains("sound");
        Files.delete(added);
        Files.delete(distribution.bundle("org.rapport.web-"));
        assertThat(same(Map.of(), files)).contains("\"query\"");
        Files.writeString(bundles.resolve("text.jar"), "no jar");
        assertThat(same(Map.of(), files)).contains("rapport: check failed").endsWith("1");
    }

    @Test
    void whatItIsMadeOfMayBeMissing() throws Exception {
        Path sound = distribution.home().resolve("examples/demo/impression.json");
        Path recording = Files.writeString(folder.resolve("no.xdf"), "no recording");
        for (String name : List.of("org.rapport.api-", "org.rapport.engine-", "org.rapport.json-", "org.rapport.recording-",
                "org.rapport.xdf-")) {
            Path bundle = distribution.bundle(name);
            Path aside = Files.move(bundle, folder.resolve("aside.jar"));
            assertThat(told(Map.of(), List.of(sound))).as("without %s", name).isNotBlank().doesNotContain("\tat ",
                    "Exception in thread");
            try (Command inspect = distribution.start("inspect", recording.toString())) {
                assertThat(inspect.exitCode()).isEqualTo(1);
                assertThat(inspect.lines()).as("without %s", name).singleElement().asString()
                        .doesNotContain("Exception in thread");
            }
            Files.move(aside, bundle);
        }
    }

    /** What both say, and the exit code of both. */
    private String same(Map<String, String> environment, List<Path> files) throws Exception {
        String told = told(environment, files);
        assertThat(told).isEqualTo(told(IN_THE_FRAMEWORK, files));
        return told;
    }

    private String told(Map<String, String> environment, List<Path> files) throws Exception {
        String[] words = Stream.concat(Stream.of("check"), files.stream().map(Path::toString)).toArray(String[]::new);
        try (Command check = distribution.startWith(environment, words)) {
            int code = check.exitCode();
            return check.output() + "\n" + code;
        }
    }

    private List<Path> shipped() throws IOException {
        try (Stream<Path> examples = Files.walk(distribution.home().resolve("examples"));
                Stream<Path> broken = Files.list(BROKEN)) {
            return Stream.concat(examples, broken).filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** A pipeline for each node type and value, in which every setting of the type has that value. */
    private List<Path> eachTypeWithEachValue() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String section : Files.readString(Path.of("docs/reference/nodes.md")).split("\n## ")) {
            String type = section.lines().findFirst().orElse("");
            List<String> keys = Pattern.compile("(?m)^\\| `(\\w+)`").matcher(section).results().map(key -> key.group(1)).toList();
            for (String value : keys.isEmpty() ? List.<String>of() : VALUES) {
                files.add(written("type-" + type, "{ \"" + type + "~one\": {\n"
                        + keys.stream().map(key -> "\"" + key + "\": " + value).collect(Collectors.joining(",\n")) + " } }"));
            }
        }
        assertThat(files).hasSizeGreaterThan(200);
        return files;
    }

    /** The file with another value of a setting, without it, or with a letter more in a name. */
    private List<Path> mutants(Path file, Random random) throws IOException {
        String text = Files.readString(file);
        List<MatchResult> settings = SETTING.matcher(text).results().toList();
        List<Path> mutants = new ArrayList<>();
        for (int i = 0; i < (settings.isEmpty() ? 0 : MUTANTS); i++) {
            MatchResult setting = settings.get(random.nextInt(settings.size()));
            String changed = switch (random.nextInt(4)) {
                case 0 -> "";
                case 1 -> setting.group().replaceFirst("\"", "\"x");
                default -> setting.group(1) + VALUES.get(random.nextInt(VALUES.size()));
            };
            mutants.add(written("mutant", text.substring(0, setting.start()) + changed + text.substring(setting.end())));
        }
        return mutants;
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, name, ".json"), text);
    }
}
