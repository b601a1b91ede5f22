package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JsonEntryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EXAMPLE = """
            { // a comment with "quotes" and { braces
              "name": "Zoë \\u00e9", /* several
              lines */ "rate": 2.5e1, "on": true, "none": null,
              "list": [1, [2, { "a": "b" }], "c"], "object": { "x": -0.0, "y": "// no comment" } }
            """;

    @TempDir
    private Path folder;

    @Test
    void everyValueKnowsItsLineAndKey() throws Exception {
        JsonEntry whole = read(EXAMPLE);
        assertThat(whole.needed("name").text()).isEqualTo("Zoë é");
        assertThat(whole.needed("rate").line()).isEqualTo(3);
        assertThat(whole.needed("rate").number()).isEqualTo(25);
        assertThat(whole.needed("on").bool()).isTrue();
        assertThat(whole.needed("none").numberOrNaN()).isNaN();
        assertThat(whole.needed("list").elements().get(1).elements().get(1).needed("a").key()).isEqualTo("list[1][1].a");
        assertThat(whole.needed("object").needed("y").text()).isEqualTo("// no comment");
        assertThat(whole.json().asJsonObject().getJsonArray("list")).hasSize(3);
    }

    @Test
    void aFileThatEndsTooEarlyIsOneLineAndNoHang() throws Exception {
        for (int end = 0; end < EXAMPLE.length() - 2; end++) {
            String text = EXAMPLE.substring(0, end);
            assertFault(text);
        }
    }

    @Test
    void mutantsAreReadOrRefusedInOneLine() {
        Random random = new Random(5);
        String characters = "{}[]\",:/*\\0123456789.eE+-tfn \n\u0000\u202e\ud800x";
        for (int i = 0; i < Integer.getInteger("rapport.mutants", 320_000) / 16; i++) {
            StringBuilder text = new StringBuilder(EXAMPLE);
            for (int k = random.nextInt(4); k >= 0; k--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, characters.charAt(random.nextInt(characters.length())));
                    case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
                    default -> text.insert(at, characters.charAt(random.nextInt(characters.length())));
                }
            }
            try {
                visit(JsonEntry.parse("mutant", text.toString()));
            } catch (FileFault e) {
                assertThat(e.getMessage()).as(text.toString()).startsWith("mutant: ").doesNotContain("\n").isPrintable();
            }
        }
    }

    @Test
    void refusesWhatWouldCostTimeMemoryOrTheStack() {
        for (String value : List.of("9".repeat(1000), "1e999999999", "-1e-999999999", "1" + "0".repeat(100_000),
                "[".repeat(100_000), "{\"a\":".repeat(100_000), "[".repeat(40) + "]".repeat(40), "\"" + "a".repeat(1 << 20))) {
            assertFault("{ \"x\": " + value);
            assertFault("{ \"x\": " + value + " }");
        }
    }

    @Test
    void refusesWhatWouldFillTheMemoryHoweverSmallTheFile() {
        String list = "[0" + ",0".repeat(200_000) + "]";
        assertFault("{ \"" + "k".repeat(500_000) + "\": " + list + " }");
        assertFault("{ \"a\": " + ("{ \"" + "k".repeat(20_000) + "\": ").repeat(20) + list + "}".repeat(21));
        assertFault("[0" + ",0".repeat(4_000_000) + "]");
    }

    @Test
    void aKeyTwiceNamesBothLines() {
        assertThatThrownBy(() -> JsonEntry.parse("f", "{ \"a\": 1,\n\n\"a\": 2 }"))
                .hasMessage("f: line 3: \"a\" appears twice; remove one (the first is on line 1)");
    }

    @Test
    void textsFromFilesAreShownEscaped() {
        assertThatThrownBy(() -> JsonEntry.parse("f", "{ \"a\\nb\\u202e\": 1 }").allow(Set.of("rate")))
                .hasMessage("f: line 1: \"a\\nb\\u202e\" is not a known key; keys here are rate");
    }

    @Test
    void namesThatNoFileCanHaveAreFaults() {
        for (String name : List.of("a\\u0000b", "\\ud800")) {
            assertThatThrownBy(() -> JsonEntry.parse("f", "{ \"file\": \"" + name + "\" }").needed("file").path(folder))
                    .isInstanceOf(FileFault.class).hasMessageStartingWith("f: line 1: \"file\" cannot be a file name");
        }
    }

    @Test
    void wholeNumbersAreExactAndBounded() throws Exception {
        JsonEntry numbers = read("{ \"seed\": 9007199254740993, \"big\": 1e30, \"half\": 0.5, \"three\": 3.0 }");
        assertThat(numbers.needed("seed").longInteger()).isEqualTo(9007199254740993L);
        assertThat(numbers.needed("three").integer()).isEqualTo(3);
        assertThatThrownBy(() -> numbers.needed("big").longInteger()).hasMessageContaining("must be a whole number, not 1E+30");
        assertThatThrownBy(() -> numbers.needed("half").integer()).hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> numbers.needed("seed").integer()).hasMessageContaining("at most");
    }

    @Test
    void refusesWhatIsNoTextOrTooLargeOrNotThere() throws Exception {
        Path binary = Files.write(folder.resolve("binary.json"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> JsonEntry.read(binary, 100)).hasMessage(binary + ": is not UTF-8 text; save it as UTF-8");
        Path large = Files.write(folder.resolve("large.json"), new byte[101]);
        assertThatThrownBy(() -> JsonEntry.read(large, 100)).hasMessageContaining("is larger than 100 bytes");
        assertThatThrownBy(() -> JsonEntry.read(folder, 100)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> JsonEntry.read(folder.resolve("none"), 100)).hasMessageContaining("there is no such file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neverReadsADevice() {
        Assertions.assertTimeoutPreemptively(SOON, () -> assertThatThrownBy(() -> JsonEntry.read(Path.of("/dev/zero"), 1 << 20))
                .isInstanceOf(FileFault.class).hasMessage("/dev/zero: is not a regular file"));
    }

    private JsonEntry read(String text) throws IOException {
        return JsonEntry.read(Files.writeString(folder.resolve("f.json"), text, StandardCharsets.UTF_8), 1 << 20);
    }

    private static void assertFault(String text) {
        Assertions.assertTimeoutPreemptively(SOON, () -> assertThatThrownBy(() -> JsonEntry.parse("f", text))
                .as(text.substring(0, Math.min(80, text.length()))).isInstanceOf(FileFault.class)
                .satisfies(e -> assertThat(e.getMessage()).startsWith("f: line ").doesNotContain("\n").hasSizeLessThan(400)));
    }

    /** Uses every value as a reader would. */
    private static void visit(JsonEntry entry) {
        assertThatCode(() -> {
            if (entry.isObject()) {
                entry.members().values().forEach(JsonEntryTest::visit);
            } else if (entry.isList()) {
                entry.elements().forEach(JsonEntryTest::visit);
            }
        }).doesNotThrowAnyException();
        assertThat(entry.json()).isNotNull();
    }
}
