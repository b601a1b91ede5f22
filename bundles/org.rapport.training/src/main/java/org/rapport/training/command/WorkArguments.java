package org.rapport.training.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.rapport.api.command.CommandException;
import org.rapport.training.fit.ProcessorType;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;

import picocli.CommandLine.Mixin;

/** The options of every command that is several trainings: what of them this process does, what computes, and where. */
final class WorkArguments {
    private final TrainingServices services;

    @Mixin
    private DeviceArgument device;

    @Mixin
    private PartsArguments parts;

    @Mixin
    private ClusterArguments cluster;

    /** Tells how far it is, and asks now and then whether to stop. */
    @FunctionalInterface
    interface Training {
        int run(Progress progress, BooleanSupplier stop) throws Exception;
    }

    WorkArguments(TrainingServices services) {
        this.services = services;
    }

    /**
     * @param several whether there are several trainings
     * @param jobs how many of them at once
     * @param options of the trainings
     */
    void check(Usage usage, boolean several, int jobs, boolean restart, TrainingOptions options) {
        parts.check(usage, several);
        cluster.check(usage, several, parts, jobs, restart);
        if (!cluster.isGiven()) {
            device.check(services.devices(), usage, options.computeThreads());
            ProcessorType.missing(options.precision())
                    .ifPresent(why -> usage.require(false, "--precision", "cannot be " + options.precision() + ": " + why));
        }
        usage.require(!restart || !parts.isShared(), "--restart",
                "begins anew each time that a part is taken up again; leave it out with --part");
    }

    /** Says what this process could compute on. */
    int checkDevice() {
        services.devices().report(device.device(), 0).forEach(System.out::println);
        return device.device() == Device.GPU && services.devices().missing(Device.GPU, 0).isPresent() ? 1 : 0;
    }

    /**
     * Trains until it is done or Ctrl-C comes.
     *
     * @param shown whether a status of it makes sense
     * @param threads of TensorFlow
     * @return the exit code
     */
    int run(boolean shown, int threads, Training training) throws Exception {
        Terminal terminal = new Terminal(System.out, System.console() != null && shown);
        return Stoppable.run(stop -> {
            if (!cluster.isGiven()) {
                device.fallBack(services.devices(), threads).ifPresent(terminal::say);
            }
            return training.run(terminal, stop);
        });
    }

    /**
     * Several trainings.
     *
     * @param runs the folder with all run folders
     * @param asked what the user asked for, name to value
     * @param threads of TensorFlow
     * @param jobs how many parts at a time in this process
     * @param restart whether to begin anew what is there
     * @throws CommandException if they are a cluster's, and it cannot be reached
     */
    Parted parted(Path runs, Map<String, String> asked, int threads, int jobs, boolean restart, Parted.Work work)
            throws CommandException, IOException {
        return new Parted(parts, runs, asked, services.architectures(), cluster.access(services.home(), device.device(), threads),
                jobs, restart, work);
    }
}
