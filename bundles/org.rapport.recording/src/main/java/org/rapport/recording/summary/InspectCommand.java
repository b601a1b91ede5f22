package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;
import org.rapport.api.command.Commands;
import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport inspect}: what is in a recording and how good it is. Of a model folder, {@code rapport model} tells. */
@Component(property = {Command.NAME + "=inspect",
        Command.DESCRIPTION + "=says what is in a recording or a model, and how good it is"})
public final class InspectCommand implements Command {
    private static final String MODEL = "model";

    private final Commands commands;

    /** Nobody tells of models. */
    private static final class NoCommands implements Commands {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public int run(String name, List<String> arguments) {
            throw new IllegalArgumentException(name);
        }
    }

    /** @param commands of which one may tell of models */
    @Activate
    public InspectCommand(@Reference Commands commands) {
        this.commands = commands;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options(commands);
    }

    /** What a call without options does with a file, for a program that has no other commands. */
    public static Callable<Integer> of(Path file) {
        Options options = new Options(new NoCommands());
        options.file = file;
        return options;
    }

    @CommandLine.Command(name = "rapport inspect", mixinStandardHelpOptions = true,
            description = {"Says what is in a recording and how good it is: rates, gaps, missing values, clock offsets, states.",
                    "A gap is a time of more than 2 periods without samples; streams without a rate have none. Times are "
                            + "on the recorder's clock: those of other devices are put on it by the clock offsets.",
                    "For a model's folder it shows what 'rapport model' shows."},
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:the file is sound", "1:it is damaged, was not closed, or cannot be read", "2:wrong use"})
    static final class Options implements Callable<Integer> {
        private final Commands commands;

        @Parameters(paramLabel = "FILE", description = "an XDF file, or another recording; or a model's folder")
        private Path file;

        @Option(names = "--json", description = "for machines")
        private boolean json;

        @Option(names = "--page", paramLabel = "HTML", description = "also writes it as a web page")
        private Path page;

        Options(Commands commands) {
            this.commands = commands;
        }

        @Override
        public Integer call() {
            if (commands.names().contains(MODEL) && Files.isRegularFile(file.resolve("contract.json"))) {
                return commands.run(MODEL, List.of(file.toString()));
            }
            if (!Files.exists(file)) {
                System.err.println(file + ": no such file; name a recording or a model's folder");
                return 1;
            }
            try {
                RecordingSummary summary = RecordingSummary.of(file);
                if (page != null) {
                    Files.writeString(page, SummaryPage.html(summary, file.getFileName().toString()));
                    System.out.println(Judgement.of(summary).verdict(summary));
                    System.out.println("wrote " + page);
                } else if (json) {
                    System.out.println(SummaryJson.text(summary));
                } else {
                    SummaryTable.lines(summary).forEach(System.out::println);
                }
                return summary.warnings().isEmpty() ? 0 : 1;
            } catch (XdfException e) {
                System.err.println(e.getMessage());
            } catch (IOException e) {
                String problem = Problem.of(e);
                System.err.println(problem.startsWith(file.toString()) ? problem : file + ": cannot be inspected: " + problem);
            }
            return 1;
        }
    }
}
