package org.lsl4j.benchmark;

import java.util.Locale;

/**
 * One round of org.lsl4j by itself, as {@code native.c} is one of the native library: {@code latency} prints the median and the
 * 99 % in microseconds, {@code CHANNELS CHUNK} the samples a second to one inlet and the microseconds of processor time of each.
 * Java's compiler is through before: the same work is done once, and 32 channels are sent as fast as they can be.
 */
public final class JavaRound {
    private JavaRound() {
    }

    public static void main(String[] words) throws InterruptedException {
        Benchmark benchmark = new Benchmark();
        try (Library ours = new JavaLibrary()) {
            if (words[0].equals("latency")) {
                benchmark.speed(new Benchmark.Load(32, false, 1), ours);
                benchmark.latency(ours);
                Benchmark.Latency latency = benchmark.latency(ours);
                System.out.printf(Locale.ROOT, "%.1f %.1f%n", latency.median() * 1e6, latency.p99() * 1e6);
            } else {
                Benchmark.Load load = new Benchmark.Load(Integer.parseInt(words[0]), true, 1);
                benchmark.speed(load, ours);
                Benchmark.Speed speed = benchmark.speed(load, ours);
                System.out.printf(Locale.ROOT, "%.0f %.3f%n", speed.samplesPerSecond(), speed.cpuMicros());
            }
        }
    }
}
