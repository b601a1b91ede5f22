package org.rapport.training.command;

import java.util.Optional;

import org.rapport.api.device.StreamMapping;
import org.rapport.model.network.Architectures;

/** Whatever TensorFlow finds, without a look at it. */
final class AnyDevice extends ComputeDevices {
    AnyDevice() {
        super(null);
    }

    /** All that a command on studies takes from a runtime that has no pipelines. */
    static TrainingServices services(StreamMapping mapping) {
        return new TrainingServices(new AnyDevice(), null, null, mapping, Architectures.STANDARD);
    }

    @Override
    Optional<String> missing(Device device, int threads) {
        return Optional.empty();
    }

    @Override
    Optional<String> fallBack(Device device, int threads) {
        return Optional.empty();
    }
}
