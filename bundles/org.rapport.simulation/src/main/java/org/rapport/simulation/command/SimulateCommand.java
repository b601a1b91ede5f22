package org.rapport.simulation.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.lsl4j.Lsl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** {@code rapport simulate}: a simulated dyad as live streams, or a study of recordings. */
@Component(service = { ToIntFunction.class, Supplier.class }, property = { "rapport.command=simulate",
        "rapport.command.description=streams a simulated session, or writes a study of simulated recordings" })
public final class SimulateCommand implements ToIntFunction<String[]>, Supplier<CommandLine> {
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
    public int applyAsInt(String[] arguments) {
        return get().execute(arguments);
    }

    @Override
    public CommandLine get() {
        CommandLine line = new CommandLine(new SimulateOptions(network, in, out, err));
        line.setParameterExceptionHandler((mistake, words) -> {
            err.println("rapport simulate: " + mistake.getMessage() + " (--help describes the options)");
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, result) -> {
            err.println("rapport simulate: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return ExitCode.SOFTWARE;
        });
        line.setOut(new PrintWriter(out, true));
        return line;
    }
}
