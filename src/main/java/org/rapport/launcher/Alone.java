package org.rapport.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that {@code bin/rapport} starts without the framework. */
final class Alone {
    private Alone() {
    }

    /** Does what the command does in the framework; returns its exit code. */
    static int run(Path home, List<String> words) throws IOException, InterruptedException {
        try {
            return words.get(0).equals("check") ? CheckAlone.run(home, words) : InspectAlone.run(Path.of(words.get(1)));
        } catch (LinkageError e) { // a bundle that the command is made of is not there, or another one: the framework says so
            return inTheFramework(home, words);
        }
    }

    /** Leaves the command to the framework after all, in a process of its own. */
    static int inTheFramework(Path home, List<String> words) throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(List.of(home.resolve("bin/rapport").toString()));
        program.addAll(words);
        ProcessBuilder whole = new ProcessBuilder(program).inheritIO();
        whole.environment().put("RAPPORT_ALONE", "no");
        Process framework = whole.start();
        Runtime.getRuntime().addShutdownHook(new Thread(framework::destroy, "end of the framework"));
        return framework.waitFor();
    }
}
