package org.rapport.simulation.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.lsl4j.Lsl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.rapport.api.command.Command;

/** {@code rapport simulate}: a simulated dyad as live streams, or a study of recordings. */
@Component(property = {Command.NAME + "=simulate",
        Command.DESCRIPTION + "=streams a simulated session, or writes a study of simulated recordings"})
public final class SimulateCommand implements Command {
    private final Supplier<Lsl> network;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Activate
    public SimulateCommand() {
        this(Lsl::open, System.in, System.out, System.err);
    }

    SimulateCommand(Supplier<Lsl> network, InputStream in, PrintStream out, PrintStream err) {
        this.network = network;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Callable<Integer> options(List<String> arguments) {
        return new SimulateOptions(network, in, out, err);
    }
}
