package org.rapport.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.lsl4j.LslClock;

/** A running command: its output so far, its standard input, its end. */
public final class Command implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private volatile boolean closing;

    /**
     * A line of its output.
     *
     * @param time when it came, on the LSL clock
     */
    public record Line(double time, String text) {
    }

    public Command(Process process, String name) {
        this.process = process;
        this.name = name;
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(new Line(LslClock.now(), line));
                }
            }
        } catch (IOException e) {
            if (!closing) { // a process that is ended takes its output along
                throw new UncheckedIOException(e);
            }
        }
    }

    public List<String> lines() {
        return timedLines().stream().map(Line::text).toList();
    }

    public List<Line> timedLines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Its processes: the first is what was started, the last is what does the work. */
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    public String output() {
        return String.join("\n", lines());
    }

    /** How many lines there are so far: where to look from for what comes next. */
    public int mark() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** Waits for a line after the mark that contains a match; returns it. */
    public String awaitLine(int mark, String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        String[] found = new String[1];
        await(() -> {
            found[0] = lines().stream().skip(mark).filter(line -> pattern.matcher(line).find()).findFirst().orElse(null);
            return found[0] != null;
        }, () -> "a line with " + regex + " in the output of " + name + " after line " + mark + ":\n" + tail(mark));
        return found[0];
    }

    private String tail(int mark) {
        return String.join("\n", lines().stream().skip(mark).toList());
    }

    public static void await(BooleanSupplier condition, Supplier<String> what) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("there was never " + what.get());
            }
            Thread.sleep(20);
        }
    }

    public void say(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
    }

    public int exitCode() throws InterruptedException {
        return exitCode(PATIENCE);
    }

    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " still runs:\n" + output());
        }
        return process.exitValue();
    }

    /** Sends a signal, such as TERM. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /** The end that no program can prepare for. */
    public void kill() throws InterruptedException {
        closing = true;
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
