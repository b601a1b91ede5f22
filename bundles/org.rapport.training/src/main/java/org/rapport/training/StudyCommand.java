package org.rapport.training;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.node.StreamMapping;
import org.rapport.training.study.StudyCheck;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapport study check}: what is in a study, and what is wrong with it. */
@Component(service = ToIntFunction.class, property = { "rapport.command=study",
        "rapport.command.description=tells what is in a study folder and what is wrong with it" })
public final class StudyCommand implements ToIntFunction<String[]> {
    private final StreamMapping mapping;

    @Activate
    public StudyCommand(@Reference StreamMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        return Commands.execute(file -> new CommandLine(new Options()).addSubcommand(new Check(mapping)), arguments);
    }

    @Command(name = "rapport study", mixinStandardHelpOptions = true, description = "Works on study folders.")
    static final class Options implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "say what to do with which study: rapport study check DIR");
        }
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
            description = "Reads study.json and all recordings; tells what is there and every fault, one line each.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = { "0:the study is sound", "1:it has faults", "2:wrong use" })
    static final class Check implements Callable<Integer> {
        private final StreamMapping mapping;

        @Parameters(paramLabel = "DIR", description = "the study's folder")
        private Path folder;

        Check(StreamMapping mapping) {
            this.mapping = mapping;
        }

        @Override
        public Integer call() throws Exception {
            StudyCheck check = new StudyCheck(mapping);
            check.run(folder).forEach(System.out::println);
            check.faults().forEach(System.err::println);
            return check.faults().isEmpty() ? 0 : 1;
        }
    }
}
