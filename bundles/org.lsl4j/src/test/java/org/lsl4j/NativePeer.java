package org.lsl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.lsl4j.internal.net.Interfaces;

/** A Python that has the native library, running native_peer.py. */
final class NativePeer implements AutoCloseable {
    private final Path log;
    private final Process process;
    private final BufferedReader says;

    /**
     * Starts one.
     *
     * @param folder for its settings and its complaints
     * @param protocol the data protocol it speaks, 110 or 100
     * @param environment variables to set
     */
    public NativePeer(String python, Path folder, LslConfig config, int protocol, Map<String, String> environment,
            List<String> arguments) {
        try {
            Path settings = Files.createTempFile(folder, "lsl_api", ".cfg");
            Files.writeString(settings, settings(config, protocol));
            log = Files.createTempFile(folder, "peer", ".log");
            List<String> command = new ArrayList<>(
                    List.of(python, Path.of("src/test/python/native_peer.py").toAbsolutePath().toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
            builder.environment().put("LSLAPICFG", settings.toString());
            builder.environment().put("PYTHONIOENCODING", "utf-8");
            builder.environment().putAll(environment);
            process = builder.start();
            says = process.inputReader(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(LslConfig config, int protocol) {
        return """
                [ports]
                MulticastPort = %d
                BasePort = %d
                PortRange = %d
                IPv6 = disable
                [multicast]
                ResolveScope = machine
                Interfaces = {127.0.0.1}
                ListenAddress = 127.0.0.1
                [lab]
                KnownPeers = {127.0.0.1}
                SessionID = %s
                [tuning]
                UseProtocolVersion = %d
                """.formatted(config.multicastPort(), config.basePort(), config.portRange(), config.sessionId(), protocol);
    }

    /** What it says next, in words. */
    public String[] words() {
        try {
            String line = says.readLine();
            assertThat(line).as(() -> "the peer ended: " + log()).isNotNull();
            return line.split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says just that; what it says before is passed over. */
    public void await(String... words) {
        while (!List.of(words()).equals(List.of(words))) {
            assertThat(process.isAlive() || says.lines().findAny().isPresent()).as(this::log).isTrue();
        }
    }

    /** Lets it go on. */
    public void go() {
        try {
            process.outputWriter().append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends it as a crash would. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
