package org.rapport.training.features;

import java.util.stream.IntStream;

import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.xdf.XdfStream;

/**
 * The samples of a recorded stream whose time is known; damage to a file can take times away.
 *
 * @param width values of a sample
 */
public record Samples(double[] times, float[] values, int width) {
    public static Samples of(XdfStream stream) {
        double[] times = stream.times();
        float[] values = stream.values().floats();
        int width = stream.channelCount();
        int[] known = IntStream.range(0, times.length).filter(i -> !Double.isNaN(times[i])).toArray();
        if (known.length == times.length) {
            return new Samples(times, values, width);
        }
        float[] kept = new float[known.length * width];
        for (int i = 0; i < known.length; i++) {
            System.arraycopy(values, known[i] * width, kept, i * width, width);
        }
        return new Samples(IntStream.of(known).mapToDouble(i -> times[i]).toArray(), kept, width);
    }

    /** Whether anything was measured. */
    public boolean hasValue() {
        for (float value : values) {
            if (!Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    public Block whole(MappedStream mapped) {
        return mapped.block(times, values, 0);
    }
}
