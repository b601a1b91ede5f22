package org.lsl4j.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Measures both libraries in turn, in one process and over loopback. The sender waits for the slowest receiver, so that
 * nothing is dropped: what is measured is what arrives.
 */
public final class Benchmark {
    private static final int ROUNDS = 3;
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long MEASURED_NANOS = 4_000_000_000L;
    private static final int CHUNK = 64;
    /** Samples on their way at a time, far less than either library buffers. */
    private static final int WINDOW = 4096;
    private static final int LATENCY_WARM_UP = 1000;
    private static final int LATENCY_SAMPLES = 3000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private int streams;

    /** Samples a second that each receiver gets, and processor time for each sample that one gets. */
    record Speed(double samplesPerSecond, double cpuMicros) {
    }

    /** Seconds from before the push to after the pull, two quantiles of it. */
    record Latency(double median, double p99) {
    }

    record Load(int channels, boolean chunks, int receivers) {
        @Override
        public String toString() {
            return channels + (channels == 1 ? " channel, " : " channels, ") + (chunks ? "chunks of " + CHUNK : "single samples")
                    + ", " + receivers
                    + (receivers == 1 ? " inlet" : " inlets");
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (Library ours = new JavaLibrary(); Library theirs = new NativeLibrary(arguments[0])) {
            System.out.println("liblsl " + LibLsl.lsl_library_version() + ", Java " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors");
            new Benchmark().run(ours, theirs, Pattern.compile(arguments[1]));
        }
    }

    private void run(Library ours, Library theirs, Pattern wanted) throws InterruptedException {
        System.out.println("\n| load | samples/s, native | Java | ratio | µs of CPU a sample, native | Java | ratio |\n"
                + "|---|---|---|---|---|---|---|");
        for (int receivers : new int[] {1, 16}) {
            for (boolean chunks : new boolean[] {false, true}) {
                for (int channels : new int[] {1, 32, 512}) {
                    Load load = new Load(channels, chunks, receivers);
                    if (wanted.matcher(load.toString()).find()) {
                        compare(load, ours, theirs);
                    }
                }
            }
        }
        if (wanted.matcher("latency").find()) {
            compareLatency(ours, theirs);
        }
    }

    private void compareLatency(Library ours, Library theirs) throws InterruptedException {
        System.out.println("\n| push to pull, 32 channels, 1000 Hz | native | Java | ratio |\n|---|---|---|---|");
        List<Latency> java = new ArrayList<>();
        List<Latency> natively = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            natively.add(latency(theirs));
            java.add(latency(ours));
        }
        printLatency("median", median(natively, Latency::median), median(java, Latency::median));
        printLatency("99 %", median(natively, Latency::p99), median(java, Latency::p99));
    }

    private void compare(Load load, Library ours, Library theirs) throws InterruptedException {
        List<Speed> java = new ArrayList<>();
        List<Speed> natively = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            natively.add(speed(load, theirs));
            java.add(speed(load, ours));
        }
        double theirRate = median(natively, Speed::samplesPerSecond);
        double ourRate = median(java, Speed::samplesPerSecond);
        double theirCpu = median(natively, Speed::cpuMicros);
        double ourCpu = median(java, Speed::cpuMicros);
        System.out.printf("| %s | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f |%n", load, theirRate, ourRate, ourRate / theirRate,
                theirCpu, ourCpu, ourCpu / theirCpu);
    }

    private static <T> double median(List<T> rounds, java.util.function.ToDoubleFunction<T> value) {
        return rounds.stream().sorted(Comparator.comparingDouble(value)).skip(rounds.size() / 2).findFirst()
                .map(value::applyAsDouble).orElse(Double.NaN);
    }

    private static void printLatency(String what, double theirs, double ours) {
        System.out.printf("| %s | %.0f µs | %.0f µs | %.2f |%n", what, theirs * 1e6, ours * 1e6, ours / theirs);
    }

    Speed speed(Load load, Library library) throws InterruptedException {
        String name = "speed-" + streams++;
        try (Library.Sender sender = library.sender(name, load.channels)) {
            Progress progress = new Progress(load.receivers);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < load.receivers; i++) {
                int number = i;
                Library.Receiver receiver = library.receiver(name, load.channels);
                Thread thread = new Thread(() -> receive(receiver, load.channels, number, progress));
                threads.add(thread);
                thread.start();
            }
            sender.awaitReceivers(load.receivers);
            Speed speed = push(load, sender, progress);
            progress.over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            return speed;
        }
    }

    private Speed push(Load load, Library.Sender sender, Progress progress) {
        float[] values = new float[load.channels * (load.chunks ? CHUNK : 1)];
        int step = load.chunks ? CHUNK : 1;
        long pushed = 0;
        long start = System.nanoTime() + WARM_UP_NANOS;
        long receivedBefore = -1;
        long cpuBefore = 0;
        while (true) {
            if (load.chunks) {
                sender.pushChunk(values, seconds());
            } else {
                sender.push(values, seconds());
            }
            pushed += step;
            if (pushed % CHUNK == 0) {
                long now = System.nanoTime();
                if (receivedBefore < 0 && now >= start) {
                    receivedBefore = progress.total();
                    cpuBefore = system.getProcessCpuTime();
                    start = now;
                } else if (receivedBefore >= 0 && now >= start + MEASURED_NANOS) {
                    double received = progress.total() - receivedBefore;
                    double cpu = system.getProcessCpuTime() - cpuBefore;
                    return new Speed(received / load.receivers / ((now - start) / 1e9), cpu / 1e3 / received);
                }
                progress.awaitAtLeast(pushed - WINDOW);
            }
        }
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }

    private static void receive(Library.Receiver receiver, int channels, int number, Progress progress) {
        double[] times = new double[1024];
        float[] values = new float[times.length * channels];
        try (receiver) {
            while (!progress.over) {
                progress.received.addAndGet(number, receiver.pull(values, times));
            }
        }
    }

    /** How far the receivers have come. */
    private static final class Progress {
        private final AtomicLongArray received;
        private volatile boolean over;

        Progress(int receivers) {
            received = new AtomicLongArray(receivers);
        }

        private LongStream each() {
            return LongStream.range(0, received.length()).map(i -> received.get((int) i));
        }

        long total() {
            return each().sum();
        }

        void awaitAtLeast(long count) {
            long deadline = System.nanoTime() + 3 * MEASURED_NANOS;
            while (each().min().orElse(0) < count) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("samples were lost: " + received + " instead of " + count);
                }
                LockSupport.parkNanos(20_000);
            }
        }
    }

    Latency latency(Library library) throws InterruptedException {
        String name = "latency-" + streams++;
        double[] latencies = new double[LATENCY_SAMPLES];
        try (Library.Sender sender = library.sender(name, 32); Library.Receiver receiver = library.receiver(name, 32)) {
            sender.awaitReceivers(1);
            Thread pulling = new Thread(() -> measure(receiver, latencies));
            pulling.start();
            float[] sample = new float[32];
            while (pulling.isAlive()) {
                sender.push(sample, seconds());
                LockSupport.parkNanos(1_000_000);
            }
            pulling.join();
        }
        Arrays.sort(latencies);
        return new Latency(latencies[LATENCY_SAMPLES / 2], latencies[LATENCY_SAMPLES * 99 / 100]);
    }

    private static void measure(Library.Receiver receiver, double[] latencies) {
        float[] sample = new float[32];
        double[] time = new double[1];
        for (int i = -LATENCY_WARM_UP; i < latencies.length;) {
            if (receiver.pull(sample, time) > 0) {
                double latency = seconds() - time[0];
                if (i >= 0) {
                    latencies[i] = latency;
                }
                i++;
            }
        }
    }
}
