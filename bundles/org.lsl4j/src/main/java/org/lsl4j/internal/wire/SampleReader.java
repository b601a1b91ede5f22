package org.lsl4j.internal.wire;

import java.io.IOException;

import org.lsl4j.internal.buffer.SampleLog;

/** Reads the samples that an outlet sends, from what has come of them. */
public interface SampleReader extends AutoCloseable {

    /**
     * Moves the next sample to a log if all of it has come. If not, it goes on from there the next time.
     *
     * @return whether it did
     * @throws IOException if what came is no sample
     */
    boolean readSample(SampleLog log) throws IOException;

    /** From now on, no stamp is deduced from those before. */
    void restartStamps();

    /** Whether none of the samples so far had a stamp, for long enough that none will; may be asked on another thread. */
    boolean isUnstamped();

    /** Gives back the memory that a sample takes of which not all has come. */
    @Override
    void close();
}
