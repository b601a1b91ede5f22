package org.rapport.training.command;

import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;

/** What this distribution and this machine compute on. */
class ComputeDevices {
    private final BundleContext context;

    ComputeDevices(BundleContext context) {
        this.context = context;
    }

    /**
     * What is in the way of computing on a device, in one line; empty if nothing is known to be.
     *
     * @param threads of TensorFlow; 0 for one a processor
     */
    Optional<String> missing(Device device, int threads) {
        return device.missing(context, threads);
    }

    /** What was asked for and is not computed on, in one line; empty if there is nothing to say. */
    Optional<String> fallBack(Device device, int threads) {
        return device.fallBack(context, threads);
    }

    /** All that decides it, a line each. */
    List<String> report(Device device, int threads) {
        return new DeviceReport(Device.hasGpuNatives(context), DeviceReport.SYSTEM_FOLDERS, System.getenv())
                .lines(device == Device.CPU ? Optional.of("--device cpu") : Device.GPU.missing(context, threads));
    }
}
