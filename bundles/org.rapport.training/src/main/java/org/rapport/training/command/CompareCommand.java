package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport compare}: which of two models is better on a study. */
@Component(property = {Command.NAME + "=compare", Command.DESCRIPTION + "=compares two models on the same rows of a study"})
public final class CompareCommand implements Command {
    private final TrainingServices services;

    @Activate
    public CompareCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Compare(services, file));
    }
}
