package org.rapport.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A time namespace of Linux: a program in it has an LSL clock of its own, as on another computer.
 *
 * @param ahead seconds by which that clock is ahead of this machine's; 0 where nobody may make such a namespace
 */
public record TimeNamespace(long ahead) implements MachineClock {

    /** A namespace so far ahead, or none where that is not allowed: root may. */
    public static TimeNamespace ifAllowed(long ahead) throws IOException, InterruptedException {
        TimeNamespace wanted = new TimeNamespace(ahead);
        try {
            boolean allowed = new ProcessBuilder(wanted.with(List.of("true"))).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
            return allowed ? wanted : new TimeNamespace(0);
        } catch (IOException e) {
            return new TimeNamespace(0); // there is no program unshare
        }
    }

    @Override
    public List<String> with(List<String> command) {
        if (ahead == 0) {
            return command;
        }
        List<String> inside = new ArrayList<>(
                List.of("unshare", "--time", "--monotonic", String.valueOf(ahead), "--fork", "--kill-child"));
        inside.addAll(command);
        return inside;
    }
}
