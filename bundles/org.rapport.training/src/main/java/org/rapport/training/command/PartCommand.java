package org.rapport.training.command;

import java.util.List;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rapport.api.command.Command;
import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;

/** {@code rapport part}: one of several trainings, by what {@code parts.json} says of it. */
@Component(property = {Command.NAME + "=part", Command.DESCRIPTION + "=does one of several trainings that are prepared"})
public final class PartCommand implements Command {
    private final BundleContext context;
    private final Architectures architectures;

    @Activate
    public PartCommand(BundleContext context, @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Architecture> added) {
        this.context = context;
        this.architectures = Architectures.STANDARD.with(added);
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new OnePart(new ComputeDevices(context), architectures);
    }
}
