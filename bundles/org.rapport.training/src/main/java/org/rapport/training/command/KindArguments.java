package org.rapport.training.command;

import java.util.Optional;

import org.rapport.model.network.Architecture;
import org.rapport.model.network.Architectures;
import org.rapport.training.fit.TrainingOptions;

import picocli.CommandLine.Option;

/** Which network is trained, and what is made of its predictions. */
final class KindArguments {
    @Option(names = "--architecture", paramLabel = "NAME", defaultValue = "gru",
            description = "which network: gru, which runs row by row live; paper, the paper's, for whole windows; causal, the "
                    + "same with the past alone; lstm, a baseline; or one that a plug-in adds")
    private String architecture;

    @Option(names = "--calibration", paramLabel = "WORD", defaultValue = "linear",
            description = "what brings predictions to the size of labels, fitted on validation: linear or none")
    private String calibration;

    /** The kind of network that is asked for. */
    Architecture architecture(Architectures architectures, Usage usage) {
        Optional<Architecture> kind = architectures.of(architecture);
        usage.require(kind.isPresent(), "--architecture", "must be one of " + architectures.names());
        return kind.get();
    }

    /** A training of such a network. */
    TrainingOptions options(TrainingArguments training, Architectures architectures, Usage usage) {
        return training.options(architecture(architectures, usage), usage)
                .withCalibration(TrainingArguments.isCalibrated(usage, calibration));
    }
}
