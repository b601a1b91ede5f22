package org.rapport.training.command;

import java.util.Optional;

/** Whatever TensorFlow finds, without a look at it. */
final class AnyDevice extends ComputeDevices {
    AnyDevice() {
        super(null);
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
