package org.rapport.inference;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/** Samples on their way to a block. */
final class MadeSamples {
    private final List<Double> times = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();

    void add(double time, float[] row) {
        times.add(time);
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Block block(StreamDescription stream, double arrived) {
        int width = stream.channels().size();
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return new Block(stream, times.stream().mapToDouble(Double::doubleValue).toArray(), values, arrived);
    }
}
