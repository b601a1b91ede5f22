package org.rapport.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.network.Attention;
import org.rapport.model.network.StandardArchitecture;
import org.rapport.testkit.HostileFiles;
import org.rapport.testkit.Mutator;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.split.Protocol;
import org.rapport.training.split.SplitOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

class OptionsFileTest {
    @TempDir
    private Path folder;

    @Command
    static final class Some implements Callable<Integer> {
        private final OptionsFile file;
        private TrainingOptions options;
        private List<SplitOptions> splits;

        @Mixin
        private TrainingArguments training;
        @Mixin
        private SplitArguments split;
        @Option(names = "--out", required = true)
        private Path out;
        @Spec
        private CommandSpec spec;

        Some(OptionsFile file) {
            this.file = file;
        }

        @Override
        public Integer call() {
            options = training.options(StandardArchitecture.CROSS_DOMAIN, new Usage(spec, file));
            splits = split.all(new Usage(spec, file), training.seed());
            return 0;
        }
    }

    @Test
    void theLineWinsOverTheFileAndTheFileOverTheDefaults() throws Exception {
        Some some = run("""
                { "out": "somewhere", "epochs": 5, "learningRate": 0.01, "attentions": ["EMITTER", "RECEIVER_TO_EMITTER"],
                  "masks": true }
                """, "--epochs", "7");
        assertThat(some.out).isEqualTo(Path.of("somewhere"));
        assertThat(some.options.schedule().epochs()).isEqualTo(7);
        assertThat(some.options.schedule().rate()).isEqualTo(0.01);
        assertThat(some.options.schedule().batch()).isEqualTo(32);
        assertThat(some.options.network().attentions()).isEqualTo(Set.of(Attention.EMITTER, Attention.RECEIVER_TO_EMITTER));
        assertThat(some.options.network().masks()).isTrue();
        assertThat(run("{ \"out\": \"x\" }").options.network().attentions()).hasSize(4);
        assertThat(run("{ \"out\": \"x\" }").options.network().masks()).isFalse();
        assertThat(run("{ \"out\": \"x\", \"masks\": true }", "--masks").options.network().masks()).isTrue();
    }

    @Test
    void aFoldIsANumberOrAWord() throws Exception {
        assertThat(run("{ \"out\": \"x\" }").splits).containsExactly(new SplitOptions(Protocol.BY_DYAD, 1));
        assertThat(run("{ \"out\": \"x\", \"folds\": 3, \"fold\": 2 }").splits)
                .containsExactly(new SplitOptions(Protocol.BY_DYAD, 3, 2, 1));
        assertThat(run("{ \"out\": \"x\", \"folds\": 3, \"fold\": \"all\" }").splits).extracting(SplitOptions::fold)
                .containsExactly(1, 2, 3);
        fails("{ \"out\": \"x\", \"folds\": 3, \"fold\": 4 }", "\"fold\" must be from 1 to 3, or all");
        fails("{ \"out\": \"x\" }", "--fold all needs --folds", "--fold", "all");
        fails("{ \"out\": \"x\" }", "--fold must be from 1 to 3, or all", "--folds", "3", "--fold", "every");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        fails("{\n \"lerningRate\": 1 }",
                "line 2: \"lerningRate\" is no option for a file; these are activation, attentions, batch");
        fails("{ \"epochs\": 2.5 }", "line 1: \"epochs\" must be a whole number");
        fails("{ \"out\": \"x\", \"schedule\": \"two-cycle\" }", "\"schedule\" must be halve or one-cycle");
        fails("{ \"out\": \"x\", \"weightDecay\": -1 }", "\"weightDecay\" must be from 0 to 1");
        fails("{ \"out\": \"x\", \"leadIn\": 100 }", "\"leadIn\" must be from 0 to less than --window");
        fails("{ \"dropout\": \"half\" }", "\"dropout\" must be a number");
        fails("{ \"epochs\": 1, \"epochs\": 2 }", "appears twice");
        fails("{ \"epochs\" 1 }", "line 1: is not valid JSON");
        fails("{ \"out\": \"x\",\n\n \"epochs\": 0 }", "options.json: line 3: \"epochs\" must be 1 or more");
        fails("{ \"out\": \"x\", \"epochs\": 0 }", "--heads must divide twice --hidden", "--heads", "5", "--epochs", "1");
    }

    @Test
    void anyOptionsAreTakenOrRefusedInOneLine() throws Exception {
        new HostileFiles("options", 2_000).withstoodBy(file -> {
            try {
                run(file);
                return List.of();
            } catch (CommandLine.ParameterException e) {
                return List.of(e.getMessage());
            }
        }, folder.resolve("options.json"),
                new Mutator(13, HostileFiles.corpus(Path.of("src", "test", "resources", "corpus", "options")), 32_768)::next);
    }

    private void fails(String json, String words, String... arguments) {
        assertThatThrownBy(() -> run(json, arguments)).hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Some run(String json, String... arguments) throws Exception {
        return run(Files.writeString(folder.resolve("options.json"), json), arguments);
    }

    private static Some run(Path path, String... arguments) throws IOException {
        OptionsFile file = OptionsFile.read(path, new CommandLine(new Some(OptionsFile.none())).getCommandSpec());
        Some some = new Some(file);
        CommandLine line = new CommandLine(some).setDefaultValueProvider(file);
        line.parseArgs(arguments);
        some.call();
        return some;
    }
}
