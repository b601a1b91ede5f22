package org.rapport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.lsl4j.Lsl;
import org.lsl4j.LslConfig;
import org.rapport.it.Command;
import org.rapport.it.Distribution;
import org.rapport.it.TimeNamespace;

/**
 * A session in full: the simulated lab, devices of our own, a host behind a cable, the runtime with four pipelines, and recorders
 * beside it, one of them on a small disk, one that is killed.
 */
final class Session implements AutoCloseable {
    static final String LAB = "lab";
    static final String RUN = "run";
    static final String RECORD = "record";
    static final String DISK = "disk";
    static final String FAR = "far";
    /** Our own devices that are there from the beginning; their twins are not. */
    private static final List<String> THERE = List.of("steady", "fast", "mortal", "wild", "changer", "flood");
    /** Seconds by which the clock of the lab is ahead of this machine's. */
    private static final long LAB_AHEAD = 500_000;
    private static final int PORT = 28100;

    private final Path folder;
    private final Path pipelines;
    private final Distribution distribution;
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Lsl lsl;
    private final Devices sender;
    private final Cable cable;
    private final SmallDisk disk;
    private final FarHost far;
    private final FrailRecorder frail;

    /** Sets it up; our own devices send from now on. */
    Session(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        cable = Cable.ifAllowed();
        disk = SmallDisk.ifAllowed(folder.resolve("small-disk"));
        distribution = new Distribution(folder.resolve("rapport"), network());
        pipelines = Files.createDirectories(folder.resolve("pipelines"));
        new PipelineSet(folder, distribution.home()).writeTo(pipelines);
        lsl = Lsl.open(LslConfig.parse(network()));
        addDevice("steady", "ECG", 100);
        addDevice("fast", "Chaos", 500);
        addDevice("mortal", "ECG", 100);
        addDevice("wild", "ECG", 50);
        addDevice("changer", "ECG", 50);
        addDevice("flood", "ECG", 0);
        addDevice("fast", "twin of fast", "Chaos", 500);
        addDevice("mortal", "twin of mortal", "ECG", 100);
        devices.get("flood").pace(50);
        THERE.forEach(name -> devices.get(name).appear(3));
        sender = new Devices(List.copyOf(devices.values()));
        far = cable == null ? null : FarHost.behind(cable, folder.resolve("far-stamps"));
        frail = new FrailRecorder(distribution, folder.resolve("frail.xdf"));
    }

    private void addDevice(String name, String type, double rate) {
        addDevice(name, name, type, rate);
    }

    private void addDevice(String name, String key, String type, double rate) {
        devices.put(key, new Device(lsl, devices.size() + 1, name, type, rate));
    }

    /** Loopback, and the other host if there is one. */
    private String network() {
        return cable == null ? Distribution.lslConfig(PORT) : """
                [ports]
                MulticastPort = %d
                BasePort = %d
                PortRange = 60
                IPv6 = disable
                [multicast]
                ResolveScope = machine
                Interfaces = {127.0.0.1}
                [lab]
                KnownPeers = {%s}
                """.formatted(PORT, PORT + 1, Cable.THERE);
    }

    /**
     * Starts all programs.
     *
     * @param seed which dyad
     */
    void start(long seed) throws IOException, InterruptedException {
        start(LAB, "-Xmx128m", TimeNamespace.ifAllowed(LAB_AHEAD), "simulate", "--seed", String.valueOf(seed));
        start(RECORD, "-Xmx256m", new TimeNamespace(0), "record", folder.resolve("beside.xdf").toString());
        if (disk != null) {
            start(DISK, "-Xmx256m", new TimeNamespace(0), "record", disk.folder().resolve("disk.xdf").toString(), "--query",
                    "starts-with(source_id,'" + Device.PREFIX + "')");
        }
        if (far != null) {
            commands.put(FAR, far.start(distribution.lslConfig()));
        }
        frail.start();
        start(RUN, "-Xmx512m", new TimeNamespace(0), "run", "--pipelines", pipelines.toString());
    }

    private void start(String name, String options, TimeNamespace clock, String... words) throws IOException {
        commands.put(name, distribution.startWith(options, clock, words));
    }

    /** Waits until all is there and well. */
    void awaitHealth() throws InterruptedException {
        for (String device : THERE) {
            commands.get(RECORD).awaitLine(0, "records chaos-" + device + " ");
        }
        if (commands.containsKey(FAR)) {
            commands.get(RECORD).awaitLine(0, "records chaos-far ");
        }
        if (commands.containsKey(DISK)) {
            commands.get(DISK).awaitLine(0, "records chaos-fast ");
        }
        commands.get(RUN).awaitLine(0, "chaos-wild LIVE");
        commands.get(RUN).awaitLine(0, "valid 100 %");
        for (String name : List.of(RUN, RECORD, DISK)) {
            if (commands.containsKey(name)) {
                gauges.put(name, new Gauge(name, worker(name)));
            }
        }
    }

    private ProcessHandle worker(String name) {
        List<ProcessHandle> processes = commands.get(name).processes();
        return processes.get(processes.size() - 1);
    }

    /** Sends a signal to the process that does the work of a command. */
    void signal(String name, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(worker(name).pid())).start().waitFor();
    }

    Command command(String name) {
        return commands.get(name);
    }

    Device device(String key) {
        return devices.get(key);
    }

    Path folder() {
        return folder;
    }

    Path pipelines() {
        return pipelines;
    }

    Path plugins() {
        return distribution.home().resolve("plugins");
    }

    Path bundles() {
        return distribution.home().resolve("bundles");
    }

    /** Null where nobody may make one. */
    Cable cable() {
        return cable;
    }

    /** Null where nobody may make one. */
    SmallDisk disk() {
        return disk;
    }

    FrailRecorder frail() {
        return frail;
    }

    List<Gauge> gauges() {
        return List.copyOf(gauges.values());
    }

    /** What was done to all devices of our own; after the end, that of the far one too. */
    List<Life> lives() throws IOException {
        List<Life> lives = new ArrayList<>(sender.lives());
        if (far != null) {
            lives.add(far.life());
        }
        return lives;
    }

    /** The files of a recording, in order. */
    List<Path> recordings(String name) throws IOException {
        return recordings(folder, name);
    }

    private static List<Path> recordings(Path place, String name) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files
                    .filter(file -> file.getFileName().toString().matches(name + "(-\\d+)?\\.xdf")).sorted(Comparator
                            .comparingInt((Path file) -> file.getFileName().toString().length()).thenComparing(Path::getFileName))
                    .toList();
        }
    }

    /** Ends what records, in order, then all else; returns the exit codes. */
    Map<String, Integer> end() throws IOException, InterruptedException {
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (String name : List.of(RECORD, DISK, RUN)) {
            if (commands.containsKey(name)) {
                signal(name, "TERM"); // a shell that starts this in the background has INT ignored
                codes.put(name, commands.get(name).exitCode());
            }
        }
        frail.end();
        if (disk != null) {
            for (Path file : recordings(disk.folder(), "disk")) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        commands.get(LAB).say("quit");
        codes.put(LAB, commands.get(LAB).exitCode());
        if (commands.containsKey(FAR)) {
            commands.get(FAR).say("q");
            codes.put(FAR, commands.get(FAR).exitCode());
        }
        return codes;
    }

    /** Runs one more command of the distribution to its end, which for an hour of session takes its time. */
    Command ended(String... words) throws IOException, InterruptedException {
        Command command = distribution.start(words);
        command.exitCode(Duration.ofMinutes(15));
        return command;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (String name : commands.keySet()) {
            if (worker(name).isAlive()) {
                signal(name, "CONT");
            }
            commands.get(name).close();
        }
        frail.close();
        for (Gauge gauge : gauges.values()) {
            gauge.close();
        }
        sender.close();
        lsl.close();
        if (cable != null) {
            cable.close();
        }
        if (disk != null) {
            disk.close();
        }
    }
}
