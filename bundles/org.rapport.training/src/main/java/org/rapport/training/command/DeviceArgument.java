package org.rapport.training.command;

import java.util.Optional;

import picocli.CommandLine.Option;

/** What computes, of every command that trains. */
final class DeviceArgument {
    @Option(names = "--device", paramLabel = "WORD", defaultValue = "auto",
            description = "what computes: ${COMPLETION-CANDIDATES}")
    private Device device;

    /** @param threads of TensorFlow; 0 for one a processor */
    void check(ComputeDevices devices, Usage usage, int threads) {
        devices.missing(device, threads).ifPresent(why -> usage.require(false, "--device", "cannot be " + device + ": " + why));
    }

    /** What was asked for and is not computed on, in one line; empty if there is nothing to say. */
    Optional<String> fallBack(ComputeDevices devices, int threads) {
        return devices.fallBack(device, threads);
    }

    Device device() {
        return device;
    }
}
