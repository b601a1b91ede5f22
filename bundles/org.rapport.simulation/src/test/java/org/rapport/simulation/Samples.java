package org.rapport.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first samples of a device, for the tests.
 *
 * @param times when they were captured
 * @param rows their values
 */
record Samples(double[] times, List<float[]> rows, List<String> labels) {

    static Samples of(SimulatedSession session, String device, double seconds) {
        return of(session.devices().stream().filter(d -> d.name().equals(device)).findFirst().orElseThrow(), seconds);
    }

    static Samples of(SimulatedDevice device, double seconds) {
        List<String> labels = device.stream().channels().stream().map(channel -> channel.label()).toList();
        Sensor sensor = device.start();
        List<Double> times = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        float[] row = new float[labels.size()];
        for (double time = sensor.next(row); time < seconds; time = sensor.next(row)) {
            times.add(time);
            rows.add(row.clone());
        }
        return new Samples(times.stream().mapToDouble(Double::doubleValue).toArray(), rows, labels);
    }

    float[][] table() {
        return rows.toArray(float[][]::new);
    }

    double[] channel(String label) {
        int column = labels.indexOf(label);
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    double[] intervals() {
        double[] intervals = new double[times.length - 1];
        Arrays.setAll(intervals, i -> times[i + 1] - times[i]);
        return intervals;
    }
}
