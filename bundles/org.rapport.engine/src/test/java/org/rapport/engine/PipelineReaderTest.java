package org.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineReaderTest {
    @TempDir
    private Path folder;
    private final List<Fault> faults = new ArrayList<>();

    @Test
    void keepsTheLineOfEveryNodeAndKey() throws Exception {
        Pipeline pipeline = read("""
                {
                  // a comment with "quotes" and { braces
                  "a.type~one": { },
                  /* a longer
                     one */
                  "a.type~two": {
                    "inputs": ["one"], "rate": 25,
                    "text": "// is no comment here \\" nor here"
                  }
                }""");
        assertThat(faults).isEmpty();
        assertThat(pipeline.nodes()).extracting(Pipeline.Node::line).containsExactly(3, 6);
        Pipeline.Node two = pipeline.nodes().get(1);
        assertThat(two.line("rate")).isEqualTo(7);
        assertThat(two.line("text")).isEqualTo(8);
        assertThat(two.inputs()).containsExactly("one");
        assertThat(two.settings().get("rate").value()).isEqualTo(25L);
        assertThat(two.settings().get("text").value()).isEqualTo("// is no comment here \" nor here");
    }

    @Test
    void readsWindowsPathsThatEndInABackslash() throws Exception {
        Pipeline pipeline = read("{ \"a.type~one\": { \"file\": \"C:\\\\data\\\\\" } } // end");
        assertThat(faults).isEmpty();
        assertThat(pipeline.nodes().get(0).settings().get("file").value()).isEqualTo("C:\\data\\");
    }

    @Test
    void readsNumbersAsTheyAreWritten() throws Exception {
        Pipeline pipeline = read(
                "{ \"a.b~n\": { \"i\": 5, \"d\": 5.5, \"e\": 1e3, \"l\": [1, 2], \"m\": [1, 2.5], \"t\": true } }");
        assertThat(pipeline.nodes().get(0).settings().values()).extracting(Pipeline.Setting::value).containsExactly(5L, 5.5,
                1000.0, List.of(1L, 2L), List.of(1L, 2.5), true);
    }

    @Test
    void leavesTheResourceHeaderAlone() throws Exception {
        Pipeline pipeline = read("{ \":configurator:resource-version\": 1, \"a.b~n\": { } }");
        assertThat(faults).isEmpty();
        assertThat(pipeline.nodes()).hasSize(1);
    }

    @Test
    void saysEveryFaultOfFormInOneLine() throws Exception {
        for (String text : new String[]{"", "[]", "{", "{ \"a.b~n\": 5 }", "{ \"a.b~n\": { \"x\": { } } }",
                "{ \"a.b~n\": { \"x\": null } }", "{ \"a.b~n\": { } } { }", "{ \"a.b~n\": { \"x\": [[1]] } }", "\u0000\u0001",
                "{ \"~n\": { } }", "{ \"a~\": { } }", "{ 'a~b': {} }",
                "{ \"a.b~n\": { \"x\": " + "[".repeat(5000) + "]".repeat(5000) + " } }"}) {
            faults.clear();
            Path file = Files.writeString(folder.resolve("p.json"), text);
            PipelineReader.read(file, faults);
            assertThat(faults).as(text).isNotEmpty();
            assertThat(faults).allSatisfy(fault -> assertThat(fault.in(file)).startsWith("p.json:1: ").doesNotContain("\n"));
        }
    }

    @Test
    void refusesWhatIsNoTextOrTooLarge() throws Exception {
        Path binary = Files.write(folder.resolve("binary.json"), new byte[]{(byte) 0xff, (byte) 0xfe, 0});
        PipelineReader.read(binary, faults);
        Path large = Files.write(folder.resolve("large.json"), new byte[PipelineReader.MAX_BYTES + 1]);
        PipelineReader.read(large, faults);
        assertThat(faults).extracting(Fault::message).containsExactly("is not UTF-8 text; save it as UTF-8",
                "is larger than 1 MiB; that is too large for such a file");
    }

    @Test
    void survivesEveryPrefixAndMutationOfAnExample() throws Exception {
        String example = "{ // c\n \"a.b~n\": { \"inputs\": [\"x\", \"y\"], \"rate\": 2.5e1 }, /* d */ \"c.d~m\": { \"on\": "
                + "true } }";
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder(i < example.length() ? example.substring(0, i) : example);
            for (int k = 0; i >= example.length() && k < 3; k++) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            PipelineReader.read(Files.writeString(folder.resolve("m.json"), text), faults); // must not throw
        }
        assertThat(faults).isNotEmpty();
    }

    private Pipeline read(String text) throws Exception {
        return PipelineReader.read(Files.writeString(folder.resolve("p.json"), text), faults);
    }
}
