package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport train}: fits the impression model to a study. */
@Component(property = {Command.NAME + "=train",
        Command.DESCRIPTION + "=fits the impression model to a study and writes a model folder"})
public final class TrainCommand implements Command {
    private final TrainingServices services;

    @Activate
    public TrainCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Train(services, file));
    }
}
