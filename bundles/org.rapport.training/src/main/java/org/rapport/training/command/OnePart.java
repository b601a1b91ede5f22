package org.rapport.training.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.rapport.training.fit.RunLock;
import org.rapport.training.fit.SharedFolder;
import org.rapport.training.part.Part;
import org.rapport.training.part.PartRun;
import org.rapport.training.part.PartsFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code rapport part} is told, and what it does about it. */
@Command(name = "rapport part", mixinStandardHelpOptions = true, showDefaultValues = true, sortOptions = false,
        description = "Trains, predicts and stores one part of a training that is prepared, as --part of the command that "
                + "prepared it would, and needs none of its options. While another process does the same part, it waits.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the part is done", "1:it could not be", "2:wrong use", "130:it was stopped; it can go on"})
final class OnePart implements Callable<Integer> {
    private final TrainingServices services;

    @Parameters(index = "0", paramLabel = "RUNS", description = "the folder of the runs, with parts.json")
    private Path runs;

    @Parameters(index = "1", paramLabel = "NAME", description = "the part, such as fold-2-seed-1/full")
    private String name;

    @Mixin
    private DeviceArgument device;

    @Option(names = "--until-stdin-ends",
            description = "stops in order when its standard input ends, as it does when the program that started it is gone")
    private boolean tied;

    @Spec
    private CommandSpec spec;

    OnePart(TrainingServices services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        device.check(services.devices(), new Usage(spec, OptionsFile.none()), 0);
        if (tied) {
            Thread self = Thread.currentThread();
            Thread reader = new Thread(() -> interruptAtEnd(System.in, self), "input");
            reader.setDaemon(true);
            reader.start();
        }
        return Stoppable.run(this::run);
    }

    private int run(BooleanSupplier stop) throws Exception {
        Terminal terminal = new Terminal(System.out, System.console() != null);
        SharedFolder.requireLocks(runs);
        try (RunLock lock = RunLock.share(runs)) {
            PartsFile file = PartsFile.read(runs, services.architectures());
            file.require(runs, file.asked());
            Part part = file.list().named(name);
            device.fallBack(services.devices(), file.list().recipe().options().computeThreads()).ifPresent(terminal::say);
            RunLock.await(runs.resolve(part.name()), stop).close(); // who was cut off from us may still be at it
            if (!new PartRun(file.list(), file.recordings(), runs, false).run(part, terminal, stop)) {
                terminal.say("stopped; the same command goes on where it was");
                return Stoppable.STOPPED;
            }
            return 0;
        }
    }

    private static void interruptAtEnd(InputStream in, Thread reader) {
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // it has ended
        }
        reader.interrupt();
    }
}
