package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport reproduce}: the paper's experiments on a study. */
@Component(property = {Command.NAME + "=reproduce",
        Command.DESCRIPTION + "=trains the paper's model and its ablations on a study and writes a report"})
public final class ReproduceCommand implements Command {
    private final TrainingServices services;

    @Activate
    public ReproduceCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Reproduce(services, file));
    }
}
