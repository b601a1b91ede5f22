package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport inspect}: what is in a recording and how good it is. */
@Component(service = ToIntFunction.class, property = { "rapport.command=inspect",
        "rapport.command.description=says what is in a recording, and how good it is" })
public final class InspectCommand implements ToIntFunction<String[]> {
    @Activate
    public InspectCommand() {
        // needs nothing
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new Options()).execute(arguments);
    }

    @Command(name = "rapport inspect", mixinStandardHelpOptions = true,
            description = {
                "Says what is in an XDF recording and how good it is: rates, gaps, missing values, clock offsets, states.",
                "A gap is a time of more than 2 periods without samples; streams without a rate have none. Times are as "
                + "recorded: "
                    + "clock offsets are not applied." },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = { "0:the file is sound", "1:it is damaged, was not closed, or cannot be read", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "an XDF file")
        private Path file;

        @Option(names = "--json", description = "for machines")
        private boolean json;

        @Option(names = "--page", paramLabel = "HTML", description = "writes a page with all of it that any browser shows")
        private Path page;

        @Override
        public Integer call() {
            if (!Files.isRegularFile(file)) {
                System.err.println(file + ": no such file; name an XDF recording");
                return 1;
            }
            try {
                RecordingSummary summary = RecordingSummary.of(file);
                if (page != null) {
                    Files.writeString(page, SummaryPage.html(summary, file.getFileName().toString()));
                    System.out.println("wrote " + page);
                } else if (json) {
                    System.out.println(SummaryJson.text(summary));
                } else {
                    SummaryTable.lines(summary).forEach(System.out::println);
                }
                return summary.warnings().isEmpty() ? 0 : 1;
            } catch (XdfException e) {
                System.err.println(e.getMessage());
                return 1;
            } catch (IOException e) {
                System.err.println(file + ": cannot be inspected: " + Problem.of(e));
                return 1;
            }
        }
    }
}
