package org.lsl4j.internal.transport;

import java.io.IOException;

import org.lsl4j.TimeCorrection;

/** Measures how the clock of an outlet differs from ours. */
@FunctionalInterface
public interface ClockProbe {

    /**
     * Measures once, which may take a second.
     *
     * @return null if there was no answer, or too few to judge
     */
    TimeCorrection measure() throws IOException;
}
