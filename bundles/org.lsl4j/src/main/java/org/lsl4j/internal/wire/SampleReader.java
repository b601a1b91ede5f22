package org.lsl4j.internal.wire;

import java.io.IOException;

import org.lsl4j.internal.buffer.SampleLog;

/** Reads the samples that an outlet sends. */
public interface SampleReader {

    /** Moves one sample to a log; waits for it. */
    void readSample(SampleLog log) throws IOException;

    /** From now on, no stamp is deduced from those before. */
    void restartStamps();

    /** Whether none of the samples so far had a stamp, for long enough that none will; may be asked on another thread. */
    boolean isUnstamped();
}
