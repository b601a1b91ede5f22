package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport evaluate}: scores a model folder on a study. */
@Component(property = {Command.NAME + "=evaluate", Command.DESCRIPTION + "=scores a model on a study, beside controls"})
public final class EvaluateCommand implements Command {
    private final TrainingServices services;

    @Activate
    public EvaluateCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Evaluate(services, file));
    }
}
