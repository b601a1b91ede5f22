package org.rapport.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lets a reader read a great many broken files. Each must be read, or refused with one printable line, in time and in the
 * memory there is. What is not so ends the test with the file that did it, kept beside the test's classes.
 * <p>
 * A plain build tries some thousands of each kind. {@code -Drapport.mutants=1000000} tries about that many in all, a sixteenth of
 * each kind of file.
 */
public final class HostileFiles {
    private static final String PROPERTY = "rapport.mutants";
    private static final int KINDS = 16;
    /** Nobody waits longer for a small file, however slow the machine. */
    private static final long LONGEST_SECONDS = 30;
    private static final int LONGEST_MESSAGE = 4_000;

    private final String kind;
    private final int count;

    private volatile long startedNanos = System.nanoTime();
    private volatile boolean done;
    private volatile Path current;
    private volatile Throwable failure;
    private int refused;

    /** Reads a file, and uses all that is in it as the product does. */
    @ConsumerType
    @FunctionalInterface
    public interface Reading {
        /**
         * @return what is wrong with the file, a line each; empty if it is sound
         * @throws IOException what is wrong, in one line
         */
        List<String> read(Path file) throws IOException;
    }

    /**
     * @param kind what kind of file, for people
     * @param quick how many are tried in a plain build
     */
    public HostileFiles(String kind, int quick) {
        this.kind = kind;
        Integer all = Integer.getInteger(PROPERTY);
        this.count = all == null ? quick : Math.max(1, all / KINDS);
    }

    /** The sound files of a corpus: all below a folder. */
    public static List<byte[]> corpus(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<byte[]> corpus = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
            return corpus;
        }
    }

    /**
     * Tries them all.
     *
     * @param file written anew for each
     * @param inputs makes their contents
     * @throws AssertionError at the first that is neither read nor refused in one line
     */
    public void withstoodBy(Reading reading, Path file, Supplier<byte[]> inputs) throws IOException, InterruptedException {
        current = file;
        long begin = System.nanoTime();
        Thread reader = new Thread(() -> readAll(reading, file, inputs), "reads " + kind);
        reader.setDaemon(true);
        reader.start();
        long most = 0;
        while (!done) {
            reader.join(100);
            most = Math.max(most, usedMiB());
            if (!done && System.nanoTime() - startedNanos > LONGEST_SECONDS * 1_000_000_000L) {
                AssertionError hang = new AssertionError(
                        kind + ": has not been read after " + LONGEST_SECONDS + " s: " + kept(file));
                hang.setStackTrace(reader.getStackTrace());
                throw hang;
            }
        }
        if (failure != null) {
            throw new AssertionError(kind + ": " + kept(file) + ": " + failure, failure);
        }
        System.out.printf(Locale.ROOT, "%s: %d inputs, %d refused, %.1f s, at most %d MiB of heap of %d%n", kind, count, refused,
                (System.nanoTime() - begin) / 1e9, most, Runtime.getRuntime().maxMemory() >> 20);
    }

    private void readAll(Reading reading, Path file, Supplier<byte[]> inputs) {
        try {
            for (int i = 0; i < count; i++) {
                Files.write(file, inputs.get());
                startedNanos = System.nanoTime();
                read(reading, file);
            }
        } catch (Throwable e) { // an Error as well: it is what the test is about
            failure = e;
        } finally {
            done = true;
        }
    }

    private void read(Reading reading, Path file) throws IOException {
        List<String> wrong;
        try {
            wrong = reading.read(file);
        } catch (IOException e) {
            wrong = List.of(String.valueOf(e.getMessage()));
        }
        refused += wrong.isEmpty() ? 0 : 1;
        for (String line : wrong) {
            if (line.isBlank() || line.equals("null") || line.length() > LONGEST_MESSAGE
                    || line.chars().anyMatch(HostileFiles::tears)) {
                throw new IllegalStateException("is no line to show, of " + line.length() + " characters: "
                        + line.substring(0, Math.min(line.length(), 300)).replaceAll("\\p{Cntrl}", "?"));
            }
        }
    }

    private static boolean tears(int character) {
        return Character.isISOControl(character);
    }

    private Path kept(Path file) {
        try {
            Path kept = Path.of("target", "hostile", kind.replaceAll("\\W+", "-") + "-" + file.getFileName());
            Files.createDirectories(kept.getParent());
            return Files.write(kept, Files.readAllBytes(current));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usedMiB() {
        Runtime machine = Runtime.getRuntime();
        return machine.totalMemory() - machine.freeMemory() >> 20;
    }
}
