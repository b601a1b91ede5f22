package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/** What the recorder in the graph promises: of a healthy device every stamp, as the other recorder has it and as it was sent. */
final class GraphOracle {
    private static final List<String> HEALTHY = List.of("sim-receiver-ecg", "sim-receiver-bvp", "sim-receiver-gsr");

    private long stamps;

    /** Broken promises of the streams that both recorders have. */
    List<String> compare(Path graph, List<Path> beside) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String name : HEALTHY) {
            double[] one = stamps(List.of(graph), name);
            double[] other = stamps(beside, name);
            if (one.length == 0 || other.length == 0) {
                broken.add("run: " + name + " is missing in " + (one.length == 0 ? graph : beside));
                continue;
            }
            double from = Math.max(one[0], other[0]);
            double to = Math.min(one[one.length - 1], other[other.length - 1]);
            double[] mine = within(one, from, to);
            double[] theirs = within(other, from, to);
            stamps += mine.length;
            if (!Arrays.equals(mine, theirs)) {
                int at = Arrays.mismatch(mine, theirs);
                broken.add(String.format(Locale.ROOT,
                        "run: %s has %d stamps in %s and %d in the recording beside; the first "
                                + "that differs is number %d, %.6f s after the beginning",
                        name, mine.length, graph.getFileName(), theirs.length, at,
                        (at < mine.length ? mine[at] : theirs[at]) - from));
            }
        }
        return broken;
    }

    /** Broken promises of a device of our own that nothing happened to. */
    List<String> compare(Path graph, Life life) throws IOException {
        double[] recorded = stamps(List.of(graph), life.device());
        if (recorded.length == 0) {
            return List.of("run: " + life.device() + " is missing in " + graph);
        }
        int first = 0;
        while (first < life.count() && life.stamp(first) < recorded[0]) {
            first++;
        }
        for (int i = 0; i < recorded.length; i++) {
            if (first + i >= life.count() || recorded[i] != life.stamp(first + i)) {
                return List.of(String.format(Locale.ROOT, "run: %s in %s has the stamp %.9f as sample %d, where %.9f was sent",
                        life.device(), graph.getFileName(), recorded[i], i,
                        first + i < life.count() ? life.stamp(first + i) : Double.NaN));
            }
        }
        stamps += recorded.length;
        return List.of();
    }

    private static double[] within(double[] stamps, double from, double to) {
        return Arrays.stream(stamps).filter(stamp -> stamp >= from && stamp <= to).toArray();
    }

    private static double[] stamps(List<Path> files, String name) throws IOException {
        List<double[]> parts = new ArrayList<>();
        for (Path file : files) {
            XdfReader.read(file).streams().stream().filter(one -> one.name().equals(name)).findFirst().map(XdfStream::times)
                    .ifPresent(parts::add);
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    String figures() {
        return String.format(Locale.ROOT, "%,d stamps of healthy devices, as sent and in both recorders", stamps);
    }
}
