package org.rapport.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another host and the cable to it: a network namespace of Linux and a pair of virtual interfaces. */
final class Cable implements AutoCloseable {
    private static final String HOST = "chaos-" + ProcessHandle.current().pid();
    private static final String PLUG = "chaos" + ProcessHandle.current().pid() % 100_000;
    private static final String HERE = "10.99.7.1";
    static final String THERE = "10.99.7.2";

    private Cable() {
    }

    /** Connects another host; null where nobody lets us. */
    static Cable ifAllowed() throws InterruptedException {
        Cable cable = new Cable();
        try {
            ip("netns", "add", HOST);
            ip("link", "add", PLUG, "type", "veth", "peer", "name", "cable", "netns", HOST);
            ip("address", "add", HERE + "/24", "broadcast", "+", "dev", PLUG);
            ip("link", "set", PLUG, "up");
            ip("-n", HOST, "link", "set", "lo", "up");
            ip("-n", HOST, "address", "add", THERE + "/24", "broadcast", "+", "dev", "cable");
            cable.plugIn();
            return cable;
        } catch (IOException e) {
            cable.close();
            return null;
        }
    }

    void pull() throws IOException, InterruptedException {
        ip("-n", HOST, "link", "set", "cable", "down");
    }

    void plugIn() throws IOException, InterruptedException {
        ip("-n", HOST, "link", "set", "cable", "up");
    }

    /** The command that runs another one there. */
    List<String> with(List<String> command) {
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", HOST));
        there.addAll(command);
        return there;
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + says.strip());
        }
    }

    @Override
    public void close() throws InterruptedException {
        try {
            ip("netns", "delete", HOST); // takes the cable along
        } catch (IOException e) {
            // it was never made
        }
    }
}
