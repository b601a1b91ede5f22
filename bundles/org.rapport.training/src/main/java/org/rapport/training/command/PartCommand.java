package org.rapport.training.command;

import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport part}: one of several trainings, by what {@code parts.json} says of it. */
@Component(property = {Command.NAME + "=part", Command.DESCRIPTION + "=does one of several trainings that are prepared"})
public final class PartCommand implements Command {
    private final TrainingServices services;

    @Activate
    public PartCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new OnePart(services);
    }
}
