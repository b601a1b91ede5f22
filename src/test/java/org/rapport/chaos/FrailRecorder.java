package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.lsl4j.LslClock;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.it.TimeNamespace;

/** A recorder that is killed and started anew. Each time it promises all but the last second. */
final class FrailRecorder implements AutoCloseable {
    private static final String ROOM = "frail";
    private static final Set<String> KEPT = Set.of(Device.PREFIX + "fast", Device.PREFIX + "steady");
    /** Seconds from its start until it records, Java machine included, beside all else. */
    private static final double START = 20;

    private final Distribution distribution;
    private final Path first;
    private final List<Run> runs = new ArrayList<>();
    private Command command;
    private double began;
    private long samples;

    /** From when to when it recorded into which file. */
    private record Run(Path file, double from, double to, boolean closed) {
    }

    FrailRecorder(Distribution distribution, Path first) {
        this.distribution = distribution;
        this.first = first;
    }

    void start() throws IOException {
        command = distribution.startWith("-Xmx128m -XX:TieredStopAtLevel=1", new TimeNamespace(0), "record", first.toString(),
                "--query", "name='chaos-fast' or name='chaos-steady'");
        began = LslClock.now();
    }

    void kill() throws InterruptedException {
        double now = LslClock.now();
        command.kill();
        runs.add(new Run(file(), began + START, now, false));
    }

    /** In order. */
    void end() throws IOException, InterruptedException {
        double now = LslClock.now();
        command.signal("TERM");
        command.exitCode();
        runs.add(new Run(file(), began + START, now, true));
    }

    private Path file() {
        String number = runs.isEmpty() ? "" : "-" + (runs.size() + 1);
        return first.resolveSibling(first.getFileName().toString().replace(".xdf", number + ".xdf"));
    }

    /** Broken promises, one line each. */
    List<String> check(Diary diary, List<Life> lives) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Run run : runs) {
            double from = Math.max(run.from(), diary.origin());
            if (Files.exists(run.file())) {
                RecordingOracle oracle = new RecordingOracle(diary, ROOM, from, run.to(), KEPT, run.closed());
                broken.addAll(oracle.check(List.of(run.file()), lives));
                samples += oracle.samples();
            } else if (run.to() > from) {
                broken.add("record: there is no " + run.file());
            }
        }
        return broken;
    }

    String figures() {
        return String.format(Locale.ROOT, "%d files, %,d samples", runs.size(), samples);
    }

    @Override
    public void close() throws InterruptedException {
        if (command != null) {
            command.close();
        }
    }
}
