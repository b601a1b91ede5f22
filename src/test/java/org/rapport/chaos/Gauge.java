package org.rapport.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a process uses: memory, threads and handles each second, as Linux counts them. */
final class Gauge implements AutoCloseable {
    private final String name;
    private final long pid;
    private final List<Reading> readings = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "gauge");

    /**
     * One look.
     *
     * @param resident megabytes of memory
     * @param handles open files and sockets
     */
    record Reading(int resident, int threads, int handles) {
    }

    Gauge(String name, ProcessHandle process) {
        this.name = name;
        pid = process.pid();
        reader.setDaemon(true);
        reader.start();
    }

    String name() {
        return name;
    }

    private void read() {
        try {
            while (true) {
                Path proc = Path.of("/proc", String.valueOf(pid));
                try (Stream<Path> handles = Files.list(proc.resolve("fd"))) {
                    List<String> status = Files.readAllLines(proc.resolve("status"));
                    Reading reading = new Reading(number(status, "VmRSS:") / 1024, number(status, "Threads:"),
                            (int) handles.count());
                    synchronized (readings) {
                        readings.add(reading);
                    }
                }
                Thread.sleep(1000); // a reading a second
            }
        } catch (IOException | InterruptedException e) {
            // it has ended, or nobody wants to know any more
        }
    }

    private static int number(List<String> status, String key) {
        return status.stream().filter(line -> line.startsWith(key)).mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst().orElse(0);
    }

    List<Reading> readings() {
        synchronized (readings) {
            return List.copyOf(readings);
        }
    }

    /** The middle one of some numbers; 0 of none. */
    static int median(IntStream numbers) {
        int[] sorted = numbers.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** Megabytes of objects in the heap that somebody still needs; a full collection is made to know it. */
    double liveHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true).start();
        String total = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                total = line.startsWith("Total") ? line : total;
            }
        }
        if (!process.waitFor(30, TimeUnit.SECONDS) || total.isEmpty()) {
            throw new IOException("jcmd tells nothing of " + name);
        }
        String[] words = total.trim().split("\\s+");
        return Long.parseLong(words[2]) / 1e6;
    }

    @Override
    public void close() throws InterruptedException {
        reader.interrupt();
        reader.join();
    }
}
