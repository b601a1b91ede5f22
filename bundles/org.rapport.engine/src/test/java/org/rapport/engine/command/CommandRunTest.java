package org.rapport.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.rapport.api.command.Command;
import org.rapport.api.command.CommandException;
import org.rapport.json.FileFault;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

class CommandRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What the work ends with. */
    private Callable<Integer> work = () -> 0;

    @CommandLine.Command(name = "rapport count", mixinStandardHelpOptions = true, description = "Counts.")
    final class Count implements Callable<Integer> {
        enum Unit {
            SAMPLES, SECONDS
        }

        @Spec
        private CommandSpec spec;

        @Option(names = "--unit", defaultValue = "samples", description = "of what")
        private Unit unit;

        @Option(names = "--most", defaultValue = "9", description = "how many")
        private int most;

        @Override
        public Integer call() throws Exception {
            if (most < 0) {
                throw new ParameterException(spec.commandLine(), "--most: -1 is too few");
            }
            spec.commandLine().getOut().print(unit + " " + most);
            return work.call();
        }
    }

    @CommandLine.Command(name = "all", description = "Counts all.")
    static final class All implements Callable<Integer> {
        @Override
        public Integer call() {
            return 0;
        }
    }

    private final Command count = new Command() {
        @Override
        public Callable<Integer> options(List<String> arguments) throws Exception {
            if (arguments.contains("@missing")) {
                throw new FileFault("missing: is not there");
            }
            return new Count();
        }

        @Override
        public List<Callable<Integer>> subcommands(List<String> arguments) {
            return List.of(new All());
        }
    };

    private int run(String... arguments) {
        return CommandRun.of(count, List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void optionsAreParsedTheLastOfAKindAndInAnyCase() {
        assertThat(run("--unit", "Seconds", "--most", "3", "--most", "4")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("SECONDS 4");
        assertThat(run("all")).isZero();
    }

    @Test
    void theWorksExitCodeIsTheCommands() {
        work = () -> 1;
        assertThat(run()).isEqualTo(1);
        assertThat(complaint()).isEmpty();
    }

    @Test
    void helpIsShown() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: rapport count", "Counts all.");
    }

    @Test
    void wrongUseIsOneLine() {
        assertThat(run("--mots", "3")).isEqualTo(2);
        assertThat(run("--most", "many")).isEqualTo(2);
        assertThat(run("--most", "-1")).isEqualTo(2);
        assertThat(run("--utin=Seconds")).isEqualTo(2);
        assertThat(run("--frobnicate")).isEqualTo(2);
        assertThat(run("alll")).isEqualTo(2);
        assertThat(run("@missing")).isEqualTo(2);
        assertThat(complaint().lines()).containsExactly(
                "rapport count: Unknown options: '--mots', '3'; did you mean --most? (--help describes the options)",
                "rapport count: Invalid value for option '--most': 'many' is not an int (--help describes the options)",
                "rapport count: --most: -1 is too few (--help describes the options)",
                "rapport count: Unknown option: '--utin=Seconds'; did you mean --unit? (--help describes the options)",
                "rapport count: Unknown option: '--frobnicate' (--help describes the options)",
                "rapport count: Unmatched argument at index 0: 'alll'; did you mean all? (--help describes the options)",
                "missing: is not there");
    }

    @Test
    void whatIsMeantForTheUserIsSaidAsItIs() {
        for (Exception told : List.of(new CommandException("a.csv: line 3: no number"), new IllegalArgumentException("b: empty"),
                new FileFault("c.json", "no JSON"))) {
            work = () -> {
                throw told;
            };
            assertThat(run()).isEqualTo(1);
        }
        assertThat(complaint().lines()).containsExactly("a.csv: line 3: no number", "b: empty", "c.json: no JSON");
    }

    @Test
    void whatNobodyMeantIsOneLineToo() {
        work = () -> {
            throw new IllegalStateException("no memory\nat all");
        };
        assertThat(run()).isEqualTo(1);
        work = () -> {
            throw new NullPointerException();
        };
        assertThat(run()).isEqualTo(1);
        assertThat(complaint().lines()).containsExactly(
                "rapport count: failed: no memory (JAVA_OPTS=-Drapport.log.level=DEBUG tells where)",
                "rapport count: failed: NullPointerException (JAVA_OPTS=-Drapport.log.level=DEBUG tells where)");
    }
}
