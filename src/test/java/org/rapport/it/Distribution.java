package org.rapport.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The distribution as a user gets it, in a folder of its own. Its processes find each other over LSL on loopback, on ports
 * that nobody else on the machine uses.
 */
public final class Distribution {
    private static final Path BUILT = Path.of(System.getProperty("distribution"));
    private static final Path NATIVES = Path.of(System.getProperty("natives"));
    /** What somebody left who tried the built distribution. */
    private static final Set<String> MADE_BY_USE = Set.of("cache", "out");

    private final Path home;
    private final Path lslConfig;

    public Distribution(Path home, int basePort) throws IOException {
        this(home, lslConfig(basePort));
    }

    /** @param network the settings of LSL for all its commands */
    public Distribution(Path home, String network) throws IOException {
        this.home = free(home);
        Files.createDirectories(this.home);
        try (Stream<Path> entries = Files.list(BUILT)) {
            for (Path entry : entries.filter(entry -> !MADE_BY_USE.contains(entry.getFileName().toString())).toList()) {
                copy(entry, this.home.resolve(entry.getFileName()), entry.endsWith("bundles"));
            }
        }
        lslConfig = Files.writeString(this.home.resolve("lsl_api.cfg"), network);
    }

    /** A class of tests that failed is run once more, with the folder that it has. */
    private static Path free(Path wanted) {
        Path free = wanted;
        for (int number = 2; Files.exists(free); number++) {
            free = wanted.resolveSibling(wanted.getFileName() + "-" + number);
        }
        return free;
    }

    /** @param linked whether files are large and never written to, so that a link to them does */
    private static void copy(Path from, Path to, boolean linked) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (linked && Files.isRegularFile(file)) {
                    Files.createLink(copy, file);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** The jar of one of its bundles; of several that are called alike, the one with the shortest name. */
    public Path bundle(String name) throws IOException {
        try (Stream<Path> bundles = Files.list(home.resolve("bundles"))) {
            return bundles.filter(jar -> jar.getFileName().toString().startsWith(name))
                    .min(Comparator.comparing(jar -> jar.getFileName().toString().length())).orElseThrow();
        }
    }

    /** Loopback only, and ports of this test. */
    public static String lslConfig(int basePort) {
        return """
                [ports]
                MulticastPort = %d
                BasePort = %d
                PortRange = 40
                IPv6 = disable
                [multicast]
                ResolveScope = machine
                Interfaces = {127.0.0.1}
                ListenAddress = 127.0.0.1
                """.formatted(basePort, basePort + 1);
    }

    /** A new folder for a test, beside the distribution so that its files can be linked to; stays to be looked at. */
    public static Path folder(Class<?> test) {
        try {
            return Files.createTempDirectory(Files.createDirectories(BUILT.resolveSibling("it")), test.getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of LSL for its commands. */
    public Path lslConfig() {
        return lslConfig;
    }

    public Path home() {
        return home;
    }

    /** Starts one command of the distribution. */
    public Command start(String... words) throws IOException {
        return start(new TimeNamespace(0), words);
    }

    /** Starts one command of the distribution, with the clock of another machine. */
    public Command start(MachineClock clock, String... words) throws IOException {
        return startWith("", clock, words);
    }

    /**
     * Starts one command with a Java machine of a certain kind.
     *
     * @param javaOptions separated by blanks; empty for what a user gets
     */
    public Command startWith(String javaOptions, MachineClock clock, String... words) throws IOException {
        return start(javaOptions.isEmpty() ? Map.of() : Map.of("JAVA_OPTS", javaOptions), clock, words);
    }

    /** Starts one command with environment variables of its own. */
    public Command startWith(Map<String, String> environment, String... words) throws IOException {
        return start(environment, new TimeNamespace(0), words);
    }

    private Command start(Map<String, String> environment, MachineClock clock, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/rapport").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(clock.with(command)).redirectErrorStream(true);
        builder.environment().put("LSLAPICFG", lslConfig.toString());
        builder.environment().put("RAPPORT_NATIVES", NATIVES.toString());
        builder.environment().putAll(environment);
        return new Command(builder.start(), String.join(" ", words));
    }
}
