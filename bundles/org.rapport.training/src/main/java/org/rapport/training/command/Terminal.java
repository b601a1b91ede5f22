package org.rapport.training.command;

import java.io.PrintStream;

import org.rapport.training.fit.Progress;

/** Lines on a stream; on a terminal also a status of one or more lines that is overwritten, at most ten times a second. */
final class Terminal implements Progress {
    private static final long REFRESH_NANOS = 100_000_000;
    /** Up by so many lines; from there on all is cleared. */
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR = "\r\u001b[J";

    private final PrintStream out;
    private final boolean interactive;
    /** Lines of the status that is shown. */
    private int shown;
    private long refreshed;

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public synchronized void say(String line) {
        out.println((shown > 0 ? erase() : "") + line);
        shown = 0;
    }

    @Override
    public synchronized void show(String status) {
        long now = System.nanoTime();
        if (interactive && (shown == 0 || now - refreshed > REFRESH_NANOS)) {
            out.print(erase() + status);
            out.flush();
            shown = (int) status.lines().count();
            refreshed = now;
        }
    }

    private String erase() {
        return (shown > 1 ? UP.formatted(shown - 1) : "") + CLEAR;
    }
}
