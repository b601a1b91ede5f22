package org.rapport.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.lsl4j.MemoryBudget;
import org.rapport.api.signal.StreamDescription;
import org.rapport.api.signal.StreamStatus;

/** A program that records 10,000 samples a second, stamped with the time of day; for tests that kill it or its disk. */
final class RecordingProcess {
    static final StreamDescription STREAM = Blocks.stream("fast", 10_000, 8);
    private static final int BLOCK = 50;

    private final Recorder recorder;
    private final double start = System.currentTimeMillis() / 1000.0;
    private long samples;

    private RecordingProcess(Path file, long memory) throws IOException {
        recorder = new Recorder(file, memory, MemoryBudget.ofHeap().share());
        recorder.put(new StreamStatus("fast", StreamStatus.State.LIVE, start, "test"));
    }

    /** The command that runs this program. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-Xmx128m", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RecordingProcess.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "forever" -> {
                RecordingProcess process = new RecordingProcess(Path.of(arguments[1]), 64 << 20);
                while (true) {
                    long before = process.samples;
                    process.step();
                    if (process.samples > before) {
                        System.out.println("given " + process.samples + " at " + System.nanoTime() / 1_000_000);
                    }
                }
            }
            case "seconds" -> {
                RecordingProcess process = new RecordingProcess(Path.of(arguments[1]), 64 << 20);
                process.run(Double.parseDouble(arguments[2]));
                process.end();
            }
            case "burst" -> {
                RecordingProcess process = new RecordingProcess(Path.of(arguments[1]), 64 << 20);
                process.put(Long.parseLong(arguments[2]));
                process.end();
            }
            case "full" -> fillTheDisk(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Records until the disk is full and its own memory as well, then makes room, and goes on for a while. */
    private static void fillTheDisk(Path disk, Path copies) throws Exception {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
        RecordingProcess process = new RecordingProcess(disk.resolve("r.xdf"), 800_000);
        while (process.recorder.lost() == 0) {
            process.step();
        }
        Files.delete(ballast);
        while (!Files.exists(disk.resolve("r-2.xdf"))) {
            process.step();
        }
        process.run((System.currentTimeMillis() / 1000.0 - process.start) + 0.5);
        process.end();
        try (Stream<Path> files = Files.list(disk)) {
            for (Path file : files.toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
    }

    /** Until it has put in what a device sends in this time. */
    private void run(double seconds) {
        while (samples < seconds * STREAM.rate()) {
            step();
        }
    }

    /** Puts in what a device would have sent by now. */
    private void step() {
        put((long) ((System.currentTimeMillis() / 1000.0 - start) * STREAM.rate()));
        LockSupport.parkNanos(1_000_000);
    }

    private void put(long due) {
        while (samples + BLOCK <= due) {
            try {
                recorder.put(Blocks.counting(STREAM, samples, BLOCK, start));
            } catch (IOException e) {
                // the recorder counts what it loses
            }
            samples += BLOCK;
        }
    }

    private void end() {
        recorder.close();
        System.out.println("put " + samples + " lost " + recorder.lost());
    }
}
