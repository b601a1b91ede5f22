package org.rapport.it.page;

import java.nio.file.Files;
import java.nio.file.Path;

import org.rapport.it.Command;
import org.rapport.it.Distribution;

/** A runtime with its page, and a simulated lab beside it, each in a process of its own. */
final class RunningPage implements AutoCloseable {
    /** The pipeline of the demo session. */
    static final String DEMO = "examples/demo/impression.json";

    private final Distribution distribution;
    private final Path folder;
    private final Path pipelines;
    private final Command lab;
    private final Command runtime;
    private final PageClient client;

    private RunningPage(Distribution distribution, Path folder, Path pipelines, Command lab, Command runtime, PageClient client) {
        this.distribution = distribution;
        this.folder = folder;
        this.pipelines = pipelines;
        this.lab = lab;
        this.runtime = runtime;
        this.client = client;
    }

    /** Makes something of the text of the demo's pipeline. */
    interface Edit {
        String of(String demo);
    }

    /**
     * Starts a lab and a runtime.
     *
     * @param lslPort the first of the ports on which they find each other
     * @param pagePort that of the page, or if it is taken one of the next
     * @param edit makes the pipeline of the demo's; an empty one is left out
     * @param arguments further ones of the simulation
     */
    static RunningPage start(Class<?> test, int lslPort, int pagePort, Edit edit, String... arguments) throws Exception {
        Path folder = Distribution.folder(test);
        Distribution distribution = new Distribution(folder.resolve("rapport"), lslPort);
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        String text = edit.of(Files.readString(distribution.home().resolve(DEMO)));
        if (!text.isEmpty()) {
            Files.writeString(pipelines.resolve("impression.json"), text);
        }
        String[] simulate = new String[arguments.length + 1];
        simulate[0] = "simulate";
        System.arraycopy(arguments, 0, simulate, 1, arguments.length);
        Command lab = distribution.start(simulate);
        lab.awaitLine(0, "streams dyad");
        Command runtime = distribution.start("run", "--pipelines", pipelines.toString(), "--page", String.valueOf(pagePort));
        return new RunningPage(distribution, folder, pipelines, lab, runtime, PageClient.of(runtime));
    }

    Distribution distribution() {
        return distribution;
    }

    /** A folder for whatever the test writes. */
    Path folder() {
        return folder;
    }

    Path pipelines() {
        return pipelines;
    }

    Command lab() {
        return lab;
    }

    Command runtime() {
        return runtime;
    }

    PageClient client() {
        return client;
    }

    @Override
    public void close() throws InterruptedException {
        runtime.close();
        lab.close();
    }
}
