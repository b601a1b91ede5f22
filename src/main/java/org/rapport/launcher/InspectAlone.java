package org.rapport.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;

import org.rapport.engine.command.CommandRun;
import org.rapport.recording.summary.InspectCommand;

/** {@code rapport inspect FILE} without the framework, whose start takes longer than that; its bundles are on the class path. */
final class InspectAlone {
    private static final int FAILED = 1;

    private InspectAlone() {
    }

    /** Does what the command does in the framework; returns its exit code. */
    static int run(Path file) {
        try {
            return InspectCommand.of(file).call();
        } catch (Exception e) {
            return CommandRun.told(e, "rapport inspect", new PrintWriter(System.err, true));
        } catch (VirtualMachineError e) { // such as a lack of memory
            System.err.println("rapport: inspect failed: " + Launcher.firstLine(e));
            return FAILED;
        }
    }
}
