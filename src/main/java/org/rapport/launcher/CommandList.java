package org.rapport.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The list of commands as it was printed before: it changes only with the bundles, so that none of them needs to start for it. A
 * plug-in may bring a command of any name; where there is one, it is asked each time.
 */
final class CommandList {
    private static final Set<String> QUESTIONS = Set.of("help", "--help", "-h");
    private static final String JAR = ".jar";

    private final Path file;

    private CommandList(Path file) {
        this.file = file;
    }

    /** The list of these bundles; empty if something else is asked, or nothing can be known about it. */
    static Optional<CommandList> of(Folders folders, String[] words) {
        if (!QUESTIONS.contains(words[0])) {
            return Optional.empty();
        }
        try {
            Path plugIns = folders.home().resolve("plugins");
            return Files.isDirectory(plugIns) && !jars(plugIns).isEmpty() ? Optional.empty()
                    : Optional.of(new CommandList(folders.cache().resolve(name(folders.home().resolve("bundles")))));
        } catch (IOException e) {
            return Optional.empty(); // who starts the bundles says what is wrong with them
        }
    }

    /** One for each state of the bundles. */
    private static String name(Path bundles) throws IOException {
        List<String> states = new ArrayList<>();
        for (Path jar : jars(bundles)) {
            states.add(jar.getFileName() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
        }
        return "commands-" + Integer.toHexString(states.hashCode()) + ".txt";
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(JAR)).sorted().toList();
        }
    }

    /** Empty if it was not printed yet. */
    Optional<String> text() {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Prints what the host says, and keeps it for the next time. */
    int printedBy(ToIntFunction<String[]> host, String[] words) {
        PrintStream terminal = System.out;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
        int code = host.applyAsInt(words);
        System.setOut(terminal);
        terminal.print(text.toString(StandardCharsets.UTF_8));
        if (code == 0) {
            keep(text.toByteArray());
        }
        return code;
    }

    /** In one step: another start may read it, or make its own, at this moment. */
    private void keep(byte[] text) {
        try {
            Path made = Files.write(file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid()), text);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // then the next start finds out again
        }
    }
}
