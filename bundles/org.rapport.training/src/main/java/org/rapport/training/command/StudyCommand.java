package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code rapport study}: what is in a study and what is wrong with it, and what tables seem to hold. */
@Component(property = {Command.NAME + "=study",
        Command.DESCRIPTION + "=tells what is in a study folder and what is wrong with it; describes tables"})
public final class StudyCommand implements Command {
    private final TrainingServices services;

    @Activate
    public StudyCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new Options();
    }

    @Override
    public List<Callable<Integer>> subcommands(List<String> arguments) throws IOException {
        return List.of(OptionsFile.applied(arguments, file -> new CheckStudy(services, file)), new DescribeTables());
    }

    @CommandLine.Command(name = "rapport study", mixinStandardHelpOptions = true, description = "Works on study folders.")
    static final class Options implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(),
                    "say what to do: rapport study check DIR, or rapport study describe FILE");
        }
    }
}
