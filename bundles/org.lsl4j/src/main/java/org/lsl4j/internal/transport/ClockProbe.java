package org.lsl4j.internal.transport;

import java.util.function.Consumer;

import org.lsl4j.TimeCorrection;

/** Measures how the clock of an outlet differs from ours. */
@FunctionalInterface
public interface ClockProbe {

    /**
     * Measures once and does not wait for the end of it, which may take a second.
     *
     * @param measured is told what came of it, once and on any thread; null if there was no answer, or too few to judge
     */
    void measure(Consumer<TimeCorrection> measured);
}
