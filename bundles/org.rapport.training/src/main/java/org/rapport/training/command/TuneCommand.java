package org.rapport.training.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.command.Command;

/** {@code rapport tune}: which settings to train with. */
@Component(property = {Command.NAME + "=tune",
        Command.DESCRIPTION + "=searches for the settings that a study is best trained with, and scores the choice"})
public final class TuneCommand implements Command {
    private final TrainingServices services;

    @Activate
    public TuneCommand(@Reference TrainingServices services) {
        this.services = services;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) throws IOException {
        return OptionsFile.applied(arguments, file -> new Tune(services, arguments, file));
    }
}
