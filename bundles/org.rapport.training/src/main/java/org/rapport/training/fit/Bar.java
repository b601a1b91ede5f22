package org.rapport.training.fit;

import java.util.Locale;

/** How far work is, in characters. */
final class Bar {
    private static final int WIDTH = 30;

    private Bar() {
    }

    static String of(int done, int all) {
        int full = WIDTH * done / Math.max(1, all);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + done + "/" + all;
    }

    /** A duration as h:mm:ss. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
