package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Consecutive samples as they came.
 *
 * @param stamps one a sample, in seconds of the device's clock
 * @param values the samples one after the other, each with all its channels
 * @param arrived when they came, in seconds of this machine's clock
 */
record ReceivedChunk(double[] stamps, float[] values, double arrived) {
    /** Between two samples, whether a new part begins. */
    interface Break {
        boolean test(double before, double stamp);
    }

    int samples() {
        return stamps.length;
    }

    double lastStamp() {
        return stamps[stamps.length - 1];
    }

    /** How far, moved by so many seconds, the first stamp is from its arrival that is further than that or no number. */
    OptionalDouble beyond(double seconds, double offset) {
        for (double stamp : stamps) {
            double off = stamp + offset - arrived;
            if (!(Math.abs(off) <= seconds)) {
                return OptionalDouble.of(off);
            }
        }
        return OptionalDouble.empty();
    }

    /** Its stamps, moved by so many seconds. */
    double[] times(double correction) {
        double[] times = new double[stamps.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = stamps[i] + correction;
        }
        return times;
    }

    /** The samples from one to before another. */
    ReceivedChunk part(int from, int to) {
        if (from == 0 && to == stamps.length) {
            return this;
        }
        int width = values.length / stamps.length;
        return new ReceivedChunk(Arrays.copyOfRange(stamps, from, to), Arrays.copyOfRange(values, from * width, to * width),
                arrived);
    }

    List<ReceivedChunk> split(Break where) {
        if (stamps.length == 1) {
            return List.of(this);
        }
        List<ReceivedChunk> parts = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= stamps.length; to++) {
            if (to == stamps.length || where.test(stamps[to - 1], stamps[to])) {
                parts.add(part(from, to));
                from = to;
            }
        }
        return parts;
    }

    /** Its parts within which stamps never descend. */
    List<ReceivedChunk> ascending() {
        return split((before, stamp) -> stamp < before);
    }

    /** These, at least one, as one chunk that came with the last of them. */
    static ReceivedChunk joined(List<ReceivedChunk> parts) {
        ReceivedChunk last = parts.get(parts.size() - 1);
        if (parts.size() == 1) {
            return last;
        }
        int samples = parts.stream().mapToInt(ReceivedChunk::samples).sum();
        int width = last.values.length / last.samples();
        double[] stamps = new double[samples];
        float[] values = new float[samples * width];
        int at = 0;
        for (ReceivedChunk part : parts) {
            System.arraycopy(part.stamps, 0, stamps, at, part.samples());
            System.arraycopy(part.values, 0, values, at * width, part.values.length);
            at += part.samples();
        }
        return new ReceivedChunk(stamps, values, last.arrived);
    }
}
