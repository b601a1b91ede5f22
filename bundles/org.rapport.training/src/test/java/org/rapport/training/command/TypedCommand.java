package org.rapport.training.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.rapport.api.command.Command;
import org.rapport.engine.command.CommandRun;

/** A training as a user types it, in this process or one of its own, and all that it stores. */
final class TypedCommand {
    private static final Map<String, Command> COMMANDS = Map.of("train", new TrainCommand(AnyDevice.services(null)), "reproduce",
            new ReproduceCommand(AnyDevice.services(null)), "tune", new TuneCommand(AnyDevice.services(null)));

    private TypedCommand() {
    }

    /** One process. */
    public static void main(String[] words) {
        System.exit(run(List.of(words), System.out, System.err));
    }

    private static int run(List<String> words, PrintStream out, PrintStream err) {
        return CommandRun.of(COMMANDS.get(words.get(0)), words.subList(1, words.size()), out, err);
    }

    /** What it says, and its exit code; what is said beside a list of parts is left out. */
    static String run(List<String> words) {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            int code = run(words, out, words.contains("--list-parts") ? System.err : out);
            return said.toString(StandardCharsets.UTF_8) + code;
        } finally {
            System.setOut(before);
        }
    }

    /** Starts it in a process of its own. */
    static Process start(List<String> words, Path log) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0", "-cp", System.getProperty("java.class.path"),
                TypedCommand.class.getName()));
        line.addAll(words);
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** All that is stored in a folder, but how long it took; an event file is called by the time it was made. */
    static Map<String, String> stored(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith(".lock") && !name.contains("events.out")) {
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\"seconds\": [-.\\dE]+", ""));
                }
            }
        }
        return files;
    }
}
