package org.rapport.simulation.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.lsl4j.Lsl;
import org.rapport.simulation.Equipment;
import org.rapport.simulation.SimulatedDevice;
import org.rapport.simulation.SimulatedSession;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code rapport simulate} is told, and what it does about it. */
@Command(name = "rapport simulate",
        description = {
                "Streams a simulated dyad over LSL in real time: two webcams, a voice, an eye tracker, ECG, BVP, GSR and "
                        + "the receiver's labels. With --study, writes recordings of many dyads instead.",
                "While it streams it takes an action a line from the standard input; \"help\" lists them."},
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "1:failed", "2:wrong use"})
final class SimulateOptions implements Callable<Integer> {
    private final Supplier<Lsl> network;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "shows this")
    private boolean help;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "which dyad; the first one of a study (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--seconds", paramLabel = "S",
            description = "length of a session (default: streams until it is stopped; 240 in a study)")
    private Double seconds;

    @Option(names = "--emitter-seed", paramLabel = "N",
            description = "shows the emitter of another dyad, whom this receiver did not meet (a pseudo-dyad)")
    private Long emitterSeed;

    @Option(names = "--devices", paramLabel = "WORD", defaultValue = "lab",
            description = "lab: all of the above; laptops: what the browsers of two laptops see and hear, two cameras with "
                    + "MediaPipe and a microphone, and the labels (default: ${DEFAULT-VALUE})")
    private String equipment;

    @Option(names = "--only", paramLabel = "DEVICE", split = ",", description = "streams these devices only")
    private List<String> only = List.of();

    @Option(names = "--without", paramLabel = "DEVICE", split = ",", description = "streams all devices but these")
    private List<String> without = List.of();

    @Option(names = "--at", paramLabel = "\"SECONDS ACTION\"",
            description = "lets something happen at a time, such as \"20 drop receiver-ecg\"; may be repeated")
    private List<String> planned = List.of();

    @Mixin
    private StudyOptions study;

    SimulateOptions(Supplier<Lsl> network, InputStream in, PrintStream out, PrintStream err) {
        this.network = network;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        if (seconds != null && !(seconds > 0)) {
            throw wrongUse("--seconds: " + seconds + " is not more than 0");
        }
        if (study.isGiven()) {
            writeStudy();
        } else {
            study.checkAbsent();
            stream();
        }
        return 0;
    }

    private void stream() {
        List<SimulatedDevice> devices = chosenDevices();
        List<String> names = devices.stream().map(SimulatedDevice::name).toList();
        List<TimedAction> plan = parsed(names);
        try (Lsl lsl = network.get(); LiveSession session = new LiveSession(lsl, devices, out, err)) {
            out.println("streams dyad " + seed + ": " + String.join(", ", names) + " (\"help\" lists what can be done)");
            session.run(seconds == null ? Double.POSITIVE_INFINITY : seconds, plan, Lines.of(in));
        } catch (InterruptedException e) {
            // the usual end of an endless session
            Thread.currentThread().interrupt();
        }
    }

    private List<SimulatedDevice> chosenDevices() {
        List<SimulatedDevice> devices = new SimulatedSession(seed, emitterSeed == null ? seed : emitterSeed, equipment())
                .devices();
        List<String> names = devices.stream().map(SimulatedDevice::name).toList();
        Stream.concat(only.stream(), without.stream()).filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw wrongUse(Action.unknownDevice(name, names));
        });
        List<SimulatedDevice> chosen = devices.stream().filter(device -> only.isEmpty() || only.contains(device.name()))
                .filter(device -> !without.contains(device.name())).toList();
        if (chosen.isEmpty()) {
            throw wrongUse("--without leaves no device");
        }
        return chosen;
    }

    private List<TimedAction> parsed(List<String> names) {
        List<TimedAction> plan = new ArrayList<>();
        try {
            for (String text : planned) {
                plan.add(TimedAction.parse(text, names));
            }
        } catch (IllegalArgumentException e) {
            throw wrongUse(e.getMessage());
        }
        return plan;
    }

    private void writeStudy() throws IOException {
        if (emitterSeed != null || !only.isEmpty() || !without.isEmpty() || !planned.isEmpty()) {
            throw wrongUse(
                    "--study takes only --sessions or --receivers and --stimuli, --preset, --devices, --seconds and --seed");
        }
        study.write(seed, seconds, equipment(), out);
    }

    private Equipment equipment() {
        return switch (equipment) {
            case "lab" -> Equipment.LAB;
            case "laptops" -> Equipment.LAPTOPS;
            default -> throw wrongUse("--devices: there are no \"" + equipment + "\"; there are lab and laptops");
        };
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
