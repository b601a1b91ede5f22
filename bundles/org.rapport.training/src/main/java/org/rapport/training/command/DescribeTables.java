package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import org.rapport.json.FileFault;
import org.rapport.json.JsonText;
import org.rapport.recording.tables.TableDescriber;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapport study describe}: guesses what the columns of tables mean and writes it down, to be read and mended. */
@Command(name = "describe", mixinStandardHelpOptions = true,
        description = "Guesses what tables of other programs hold and writes it as streams.json beside them: read it, mend it. "
                + "Tables named together are of one session.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:it is written", "1:it could not be told", "2:wrong use"})
final class DescribeTables implements Callable<Integer> {
    private static final String DESCRIPTION = "streams.json";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "tables of one folder")
    private List<Path> files;

    @Option(names = "--out", paramLabel = "FILE",
            description = "where to write it; - for standard output; streams.json beside the first table unless named")
    private String out;

    @Option(names = "--rate", paramLabel = "HZ",
            description = "samples a second, of tables without times or with numbers of frames")
    private Double rate;

    @Option(names = "--type", paramLabel = "TYPE",
            description = "what a table holds whose columns do not tell: Face, Gaze, EDA, PPG, ECG, Audio or Label")
    private String type;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(spec.commandLine(), "--rate must be above 0");
        }
        if (type != null && type.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--type must be a word");
        }
        Path folder = files.get(0).toAbsolutePath().normalize().getParent();
        Path target = "-".equals(out) ? null : out == null ? folder.resolve(DESCRIPTION) : Path.of(out);
        if (target != null && Files.exists(target)) {
            throw new FileFault(target + ": is there already; name another file with --out, or - to see it only");
        }
        TableDescriber describer = new TableDescriber(rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                Optional.ofNullable(type));
        for (Path file : files) {
            if (!folder.equals(file.toAbsolutePath().normalize().getParent())) {
                throw new FileFault(
                        file + ": is not in the folder of " + files.get(0) + "; describe the tables of one folder at once");
            }
            describer.add(file);
        }
        String text = JsonText.of(describer.description());
        describer.told().forEach(target == null ? System.err::println : System.out::println);
        if (target == null) {
            System.out.print(text);
        } else {
            Files.writeString(target, text);
            System.out.println("written to " + target + "; read it, and correct what was guessed wrong");
        }
        return 0;
    }
}
