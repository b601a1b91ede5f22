package org.rapport.recording.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rapport.recording.session.Problem;
import org.rapport.xdf.XdfException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapport inspect}: what is in a recording and how good it is. Of a model folder, {@code rapport model} tells. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=inspect",
        "rapport.command.description=says what is in a recording or a model, and how good it is" })
public final class InspectCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
    private final ToIntFunction<String[]> model;

    /** @param model the command that tells of models; null where training is not installed */
    @Activate
    public InspectCommand(@Reference(target = "(rapport.command=model)", cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) ToIntFunction<String[]> model) {
        this.model = model;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return get().execute(arguments);
    }

    @Override
    public CommandLine get() {
        return new CommandLine(new Options(model));
    }

    @Command(name = "rapport inspect", mixinStandardHelpOptions = true,
            description = {
                "Says what is in a recording and how good it is: rates, gaps, missing values, clock offsets, states.",
                "A gap is a time of more than 2 periods without samples; streams without a rate have none. Times are "
                    + "on the recorder's clock: those of other devices are put on it by the clock offsets.",
                "For a model's folder it shows what 'rapport model' shows." },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = { "0:the file is sound", "1:it is damaged, was not closed, or cannot be read", "2:wrong use" })
    static final class Options implements Callable<Integer> {
        private final ToIntFunction<String[]> model;

        @Parameters(paramLabel = "FILE", description = "an XDF file, or another recording; or a model's folder")
        private Path file;

        @Option(names = "--json", description = "for machines")
        private boolean json;

        @Option(names = "--page", paramLabel = "HTML", description = "also writes it as a web page")
        private Path page;

        Options(ToIntFunction<String[]> model) {
            this.model = model;
        }

        @Override
        public Integer call() {
            if (model != null && Files.isRegularFile(file.resolve("contract.json"))) {
                return model.applyAsInt(new String[] { file.toString() });
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
