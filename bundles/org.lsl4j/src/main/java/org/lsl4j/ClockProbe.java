package org.lsl4j;

import java.io.IOException;

/** Measures how the clock of an outlet differs from ours. */
@FunctionalInterface
interface ClockProbe {

    /**
     * Measures once, which may take a second.
     *
     * @return null if there was no answer, or too few to judge
     */
    TimeCorrection measure() throws IOException;
}
