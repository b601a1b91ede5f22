package org.lsl4j;

import java.io.IOException;

/** Reads the samples that an outlet sends. */
interface SampleReader {

    /** Moves one sample to a log; waits for it. */
    void readSample(SampleLog log) throws IOException;

    /** From now on, no stamp is deduced from those before. */
    void restartStamps();
}
