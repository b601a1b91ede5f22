package org.lsl4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two hosts and a cable between them: network namespaces of Linux and a pair of virtual interfaces, both called cable. */
final class TwoHosts implements AutoCloseable {
    private static final String PREFIX = "lsl4j-" + ProcessHandle.current().pid() + "-";
    private static final String ROUTER = "router";
    private static final List<String> HOSTS = List.of("one", "two");

    private final Path folder;
    private final List<String> names = new ArrayList<>();
    private final List<Process> programs = new ArrayList<>();

    /**
     * Sets them up, without addresses of IPv4.
     *
     * @param folder for settings and logs
     */
    TwoHosts(Path folder) {
        this.folder = folder;
        try {
            connect();
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private void connect() {
        HOSTS.forEach(this::add);
        ip("link", "add", "cable", "netns", PREFIX + "one", "type", "veth", "peer", "name", "cable", "netns", PREFIX + "two");
        HOSTS.forEach(host -> on(host, "link", "set", "lo", "up"));
        HOSTS.forEach(host -> on(host, "link", "set", "cable", "up"));
        // an address must not be used while it may be taken
        Loopback.eventually(() -> HOSTS.stream().allMatch(host -> {
            String addresses = on(host, "-6", "address", "show", "dev", "cable");
            return addresses.contains("fe80:") && !addresses.contains("tentative");
        }));
    }

    private void add(String name) {
        ip("netns", "add", PREFIX + name);
        names.add(name);
    }

    /** Whether this system lets us. */
    static boolean possible() {
        try {
            ip("netns", "add", PREFIX + "try");
            ip("netns", "delete", PREFIX + "try");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Separates them: host one gets address 2 of the first network, host two that of the second, the router 1 of both. */
    void putRouterBetween(String networkOne, String networkTwo) {
        add(ROUTER);
        on("two", "link", "set", "cable", "netns", PREFIX + ROUTER);
        ip("link", "add", "cable", "netns", PREFIX + "two", "type", "veth", "peer", "name", "line", "netns", PREFIX + ROUTER);
        ip("netns", "exec", PREFIX + ROUTER, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
        on(ROUTER, "address", "add", networkOne + ".1/24", "dev", "cable");
        on(ROUTER, "address", "add", networkTwo + ".1/24", "dev", "line");
        on("one", "address", "add", networkOne + ".2/24", "dev", "cable");
        on("two", "address", "add", networkTwo + ".2/24", "dev", "cable");
        on(ROUTER, "link", "set", "cable", "up");
        on(ROUTER, "link", "set", "line", "up");
        on("two", "link", "set", "cable", "up");
        on("one", "route", "add", "default", "via", networkOne + ".1");
        on("two", "route", "add", "default", "via", networkTwo + ".1");
    }

    /** Runs {@code ip} on one of the hosts; returns what it prints. */
    String on(String host, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-n", PREFIX + host));
        all.addAll(List.of(arguments));
        return ip(all.toArray(String[]::new));
    }

    private static String ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + says);
            }
            return says;
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts {@link HostProgram} on one of the hosts; what it prints is to be read. */
    BufferedReader run(String host, String settings, String task) {
        return start(host, settings, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), HostProgram.class.getName(), task);
    }

    /** Starts the native library on one of the hosts, see native_peer.py; what it prints is to be read. */
    BufferedReader runNative(String host, String settings, String... task) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("rapport.python"),
                Path.of("src/test/python/native_peer.py").toAbsolutePath().toString()));
        command.addAll(List.of(task));
        return start(host, settings, command.toArray(String[]::new));
    }

    private BufferedReader start(String host, String settings, String... program) {
        try {
            Path file = Files.writeString(Files.createTempFile(folder, host, ".cfg"), settings);
            List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", PREFIX + host));
            command.addAll(List.of(program));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LSLAPICFG", file.toString());
            Process process = builder.redirectError(Files.createTempFile(folder, host, ".log").toFile()).start();
            programs.add(process);
            return process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a host one more interface, which leads nowhere but has the default route, as that of a VPN may. */
    void addVpn(String host, String address) {
        on(host, "link", "add", "vpn", "type", "veth", "peer", "name", "nowhere");
        on(host, "address", "add", address, "dev", "vpn");
        on(host, "link", "set", "vpn", "up");
        on(host, "link", "set", "nowhere", "up");
        on(host, "route", "add", "default", "dev", "vpn");
    }

    @Override
    public void close() {
        programs.forEach(Process::destroyForcibly);
        names.forEach(name -> ip("netns", "delete", PREFIX + name));
    }
}
