package org.rapport.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A session to look at: a simulated dyad whose devices stream from a process of their own, and a runtime that finds them,
 * predicts the impression and shows it beside what the simulated receiver reports.
 */
final class Demo {
    /** Seed of the session that is shown; the shipped model was trained on others. */
    private static final String SEED = "2026";
    private static final Pattern PREDICTION = Pattern.compile("competence [-+]\\d");
    private static final String USAGE = """
            Usage: rapport demo [--seconds N]

            Runs a simulated session with the pipeline in examples/demo and the model shipped with it, until Ctrl-C
            or for N seconds. Exit codes: 0 predictions were made, 1 none was made, 2 wrong use.""";

    /** What the two processes may take to end, in seconds: a recording is closed meanwhile. */
    private static final int PATIENCE = 30;

    private final Path home;
    private final List<Process> children = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile int code = 1;

    private Demo(Path home) {
        this.home = home;
    }

    static int run(Path home, List<String> arguments) throws IOException, InterruptedException {
        if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
            System.out.println(USAGE);
            return 0;
        }
        List<String> limit = arguments.isEmpty() || arguments.equals(List.of("--seconds", "0")) ? List.of() : arguments;
        if (!limit.isEmpty() && !(limit.size() == 2 && limit.get(0).equals("--seconds") && limit.get(1).matches("\\d+"))) {
            System.err.println("rapport demo: cannot make sense of " + String.join(" ", arguments) + "\n" + USAGE);
            return 2;
        }
        Demo demo = new Demo(home);
        try {
            demo.session(limit);
        } finally {
            demo.told.countDown();
        }
        return demo.code;
    }

    private void session(List<String> limit) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of the demo"));
        // Maven, when it is told to end, leaves what it started running
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
        Path pipelines = home.resolve("examples/demo");
        System.out.println("Simulated session " + SEED + "; the labels and all signals are synthetic.");
        System.out.println("Pipeline: " + pipelines.resolve("impression.json") + " (edit it while it runs)");
        System.out.println("Type what should happen to a device, such as \"drop receiver-eyetracker\"; \"help\" lists it all.");
        forward(System.in, start(List.of("simulate", "--seed", SEED), ProcessBuilder.Redirect.INHERIT));
        List<String> run = new ArrayList<>(List.of("run", "--pipelines", pipelines.toString()));
        run.addAll(limit);
        Process runtime = start(run, ProcessBuilder.Redirect.PIPE);
        long predictions = 0;
        try (BufferedReader lines = runtime.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                predictions += PREDICTION.matcher(line).find() ? 1 : 0;
            }
        }
        runtime.waitFor();
        children.forEach(Demo::end);
        System.out.println("demo: " + (predictions > 0 ? predictions + " lines with predictions" : "no prediction was made"));
        code = predictions > 0 ? 0 : 1;
    }

    /** Told to end, it ends what it started, hands on what they say at last, and has the code of what came of it. */
    private void end() {
        ending = true;
        children.stream().skip(1).forEach(Demo::end); // the runtime first: it would tell the devices as lost
        try {
            told.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(Demo::end);
        Runtime.getRuntime().halt(code); // else it would be the signal's
    }

    /** What is typed here acts on the simulated devices. */
    private static void forward(InputStream typed, Process lab) {
        Thread thread = new Thread(() -> {
            try (Writer actions = lab.outputWriter()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(typed, Charset.defaultCharset()));
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    actions.write(line + "\n");
                    actions.flush();
                }
            } catch (IOException e) {
                System.err.println("rapport demo: the simulated devices take no more actions: " + e.getMessage());
            }
        }, "actions");
        thread.setDaemon(true);
        thread.start();
    }

    private Process start(List<String> words, ProcessBuilder.Redirect output) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(home.resolve(windows ? "bin/rapport.bat" : "bin/rapport").toString()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(output)
                .start();
        children.add(process);
        if (ending) { // told so before this one was there to be ended
            end(process);
        }
        return process;
    }

    /** By its handle, for {@link Process#destroy} would close what it says at last, too. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.toHandle().destroy();
    }
}
