package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.training.command.TypedCommand.run;
import static org.rapport.training.command.TypedCommand.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.json.JsonEntry;

/** A search for settings, by the words that a user types. */
class TuneTest {
    private static final Duration DEADLINE = Duration.ofSeconds(300);
    private static final String SPACE = """
            {
              // small enough for a test
              "learningRate": { "from": 0.0001, "to": 0.05, "scale": "log" },
              "hidden": [2, 4]
            }
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void search() throws Exception {
        Couples.write(folder.resolve("study"), 12);
        space(SPACE);
        assertThat(run(words("here"))).contains("the score of the choice", "to train with it").endsWith("\n0");
    }

    @BeforeEach
    void space() throws IOException {
        space(SPACE);
    }

    private static void space(String text) throws IOException {
        Files.writeString(folder.resolve("space.json"), text);
    }

    private static List<String> words(String out, String... more) {
        List<String> words = new ArrayList<>(List.of("tune", folder.resolve("study").toString(), "--space",
                folder.resolve("space.json").toString(), "--out", folder.resolve(out).toString(), "--trials", "3", "--keep", "2",
                "--folds", "2", "--inner-folds", "2", "--window", "8", "--hop", "4", "--live-hop", "2", "--batch", "4",
                "--encoding", "4", "--heads", "2", "--epochs", "2", "--compute-threads", "1"));
        words.addAll(List.of(more));
        return words;
    }

    @Test
    void theChoiceIsTheBestOfTheLastRoundAndTrainsAtOnce() throws Exception {
        List<String> lines = Files.readAllLines(folder.resolve("here/trials.csv"));
        assertThat(lines.get(0)).isEqualTo("search,trial,epochs,chosen,ccc,ccc.competence,learningRate,hidden");
        assertThat(lines).as("three searches of three trials, of which two go on").hasSize(1 + 3 * (3 + 2));
        for (String search : List.of("choice", "fold-1", "fold-2")) {
            List<String[]> last = lines.stream().map(line -> line.split(",")).filter(cells -> cells[0].equals(search))
                    .filter(cells -> cells[2].equals("2")).toList();
            double best = last.stream().mapToDouble(cells -> Double.parseDouble(cells[4])).max().orElseThrow();
            assertThat(last).as(search).hasSize(2).filteredOn(cells -> cells[3].equals("true")).singleElement()
                    .satisfies(cells -> assertThat(Double.parseDouble(cells[4])).isEqualTo(best));
        }
        String[] chosen = lines.stream().filter(line -> line.startsWith("choice") && line.contains(",true,")).findFirst()
                .orElseThrow().split(",");
        JsonEntry options = JsonEntry.read(folder.resolve("here/options.json"), 10_000);
        assertThat(options.needed("learningRate").number()).isEqualTo(Double.parseDouble(chosen[6]));
        assertThat(options.needed("hidden").number()).isEqualTo(Double.parseDouble(chosen[7]));
        assertThat(options.needed("epochs").integer()).isEqualTo(2);
        assertThat(run(List.of("train", folder.resolve("study").toString(), "--out", folder.resolve("model").toString(),
                "--options", folder.resolve("here/options.json").toString()))).endsWith("\n0");
        assertThat(Files.readString(folder.resolve("model.run/run.json"))).contains("\"network.hidden\": \"" + chosen[7] + "\"",
                "\"network.encoding\": \"4\"");
        assertThat(Files.readString(folder.resolve("here/cross-validation.json"))).contains("\"by-dyad, all 2 folds\"");
    }

    @Test
    @Tag("cluster") // a minute and a half, with the other tests of parts on many machines
    void inPartsAndKilledItMakesNoTrialTwiceAndComesToTheSame() throws Exception {
        assertThat(run(words("there", "--list-parts"))).isEqualTo("fold-1\nfold-2\nchoice\n0");
        assertThat(run(words("there", "--part", "choice"))).contains("2 of 3 are left").endsWith("\n0");
        assertThat(run(words("there", "--report-only"))).contains("2 of 3 parts are not done: fold-1, fold-2").endsWith("\n1");
        Path found = folder.resolve("there/runs/fold-1/trials.json");
        Process process = TypedCommand.start(words("there", "--part", "1/3"), folder.resolve("log"));
        Instant end = Instant.now().plus(DEADLINE);
        while (!Files.exists(found) || !Files.readString(found).contains("\"trial\": \"trial-2\"")) {
            assertThat(Instant.now()).isBefore(end);
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        Path trained = folder.resolve("there/runs/fold-1/trial-1/inner-1/run.json");
        List<String> before = Files.readAllLines(trained).stream().filter(line -> line.contains("\"seconds\"")).toList();
        String said = run(words("there"));
        assertThat(said).contains("fold-1: trial-3 (").endsWith("\n0");
        assertThat(said.substring(said.indexOf("fold-1: 3 trials"), said.indexOf("fold-1: 2 trials"))).doesNotContain("trial-1",
                "trial-2");
        assertThat(Files.readAllLines(trained).stream().filter(line -> line.contains("\"seconds\"")))
                .startsWith(before.toArray(String[]::new));
        assertThat(run(words("there", "--report-only"))).doesNotContain("windows of").endsWith("\n0");
        assertThat(stored(folder.resolve("there"))).isEqualTo(stored(folder.resolve("here")));
        space("{ \"hidden\": [2, 4], \"learningRate\": [0.001] }");
        assertThat(run(words("there", "--report-only"))).contains("parts.json: was made with ", "but now it is ").endsWith("\n1");
        assertThat(run(words("there", "--trials", "2"))).contains("the search was begun with ").endsWith("\n1");
    }

    @Test
    void whatASpaceCannotBeIsOneLine() throws Exception {
        for (String[] wrong : List.of(new String[]{"[]", "line 1: the file must be an object"},
                new String[]{"{}", "line 1: the file names no option to tune"},
                new String[]{"{ \"hiden\": [1] }", "line 1: \"hiden\" is no option that can be tuned; these are activation, "},
                new String[]{"{ \"epochs\": [1, 2] }", "\"epochs\" is no option that can be tuned"},
                new String[]{"{\n\"hidden\": 4 }", "line 2: \"hidden\" must be a list"},
                new String[]{"{ \"hidden\": [] }", "\"hidden\" must have a value to choose"},
                new String[]{"{ \"hidden\": [2, 2.5] }", "\"hidden[1]\" must be a whole number"},
                new String[]{"{ \"hidden\": [2, 0] }", "\"hidden[1]\" must be from 1 to 10000"},
                new String[]{"{ \"hidden\": [2, 3] }", "\"hidden[1]\" cannot be: --heads must divide --hidden"},
                new String[]{"{ \"learningRate\": { \"from\": 0.1, \"to\": 2 } }", "\"learningRate.to\" must be between 0 and 1"},
                new String[]{"{ \"learningRate\": { \"from\": 0.1 } }", "\"learningRate.to\" is missing"},
                new String[]{"{ \"dropout\": { \"from\": 0.1, \"to\": 0.1 } }", "\"dropout.to\" must be above \"from\""},
                new String[]{"{ \"dropout\": { \"from\": 0, \"to\": 0.5, \"scale\": \"log\" } }",
                        "\"dropout.from\" must be above 0 on a \"log\" scale"},
                new String[]{"{ \"dropout\": { \"from\": 0, \"to\": 0.5, \"scale\": \"cubic\" } }",
                        "\"dropout.scale\" must be one of linear, log, not \"cubic\""},
                new String[]{"{ \"dropout\": { \"from\": 0, \"to\": 0.5, \"step\": 2 } }", "\"dropout.step\" is not a known key"},
                new String[]{"{ \"activation\": [\"RELU\", \"tanh\"] }", "\"activation[1]\" cannot be: Invalid value"},
                new String[]{"{ \"activation\": { \"from\": 1, \"to\": 2 } }", "\"activation\" must be a list of values"},
                new String[]{"{ \"architecture\": [\"gru\", \"hat\"] }", "\"architecture[1]\" must be one of "},
                new String[]{"{ \"loss\": [\"ccc=1\", \"cc=1\"] }", "\"loss[1]\" has no loss cc"},
                new String[]{"{ \"encoding\": [2, 4] }", "--encoding is in "},
                new String[]{"{ \"hidden\": [4] }", "leaves nothing to choose"}, new String[]{"{ \"hidden\"", "line 1: "})) {
            space(wrong[0]);
            assertThat(run(words("none"))).as(wrong[0]).contains(wrong[1]).matches("[^\n]+\n[12]");
        }
        Files.delete(folder.resolve("space.json"));
        assertThat(run(words("none"))).contains("space.json: there is no such file").matches("[^\n]+\n1");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void whatAStudyIsTooSmallForIsOneLine() throws Exception {
        assertThat(run(words("out", "--inner-folds", "20"))).contains("by-dyad needs 20").matches("(?s).*[^\n]+\n1");
        assertThat(run(words("out", "--split", "mixed"))).contains("--split cannot be mixed").matches("[^\n]+\n2");
        assertThat(run(words("out", "--keep", "1"))).contains("--keep must be from 2").matches("[^\n]+\n2");
    }
}
