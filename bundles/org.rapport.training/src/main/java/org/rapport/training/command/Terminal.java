package org.rapport.training.command;

import java.io.PrintStream;

import org.rapport.training.fit.Progress;

/** Lines on a stream; on a terminal also a status line that is overwritten, at most ten times a second. */
final class Terminal implements Progress {
    private static final long REFRESH_NANOS = 100_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean interactive;
    private boolean shown;
    private long refreshed;

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public synchronized void say(String line) {
        out.println((shown ? CLEAR : "") + line);
        shown = false;
    }

    @Override
    public synchronized void show(String status) {
        long now = System.nanoTime();
        if (interactive && (!shown || now - refreshed > REFRESH_NANOS)) {
            out.print(CLEAR + status);
            out.flush();
            shown = true;
            refreshed = now;
        }
    }
}
