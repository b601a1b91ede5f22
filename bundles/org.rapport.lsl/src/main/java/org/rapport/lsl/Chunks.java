package org.rapport.lsl;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

import org.lsl4j.Inlet;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;

/** Takes what has come from an inlet, so much at a time that any stream's chunk has room. */
final class Chunks {
    private static final int LONGEST = 1024;
    private static final int LARGEST = 1 << 20;

    private final Inlet inlet;
    private final float[] values;
    private final double[] stamps;

    Chunks(Inlet inlet) {
        this.inlet = inlet;
        int samples = Math.max(1, Math.min(LONGEST, most(inlet.info())));
        values = new float[samples * inlet.info().channelCount()];
        stamps = new double[samples];
    }

    /** How many samples of a stream may be kept at once. */
    static int most(StreamInfo info) {
        return LARGEST / Math.max(1, info.channelCount());
    }

    /** Takes all that has come. */
    void take(Consumer<ReceivedChunk> taker) {
        int taken;
        do {
            taken = inlet.pullChunk(values, stamps, Duration.ZERO);
            if (taken > 0) {
                taker.accept(new ReceivedChunk(Arrays.copyOf(stamps, taken),
                        Arrays.copyOf(values, taken * (values.length / stamps.length)), LslClock.now()));
            }
        } while (taken == stamps.length);
    }
}
