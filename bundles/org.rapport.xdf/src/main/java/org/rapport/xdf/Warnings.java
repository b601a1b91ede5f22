package org.rapport.xdf;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, one line each; a file that is damaged throughout does not get a line for every byte. */
final class Warnings {
    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();
    private int beyond;

    void add(String line) {
        if (lines.size() < MOST) {
            lines.add(line);
        } else {
            beyond++;
        }
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (beyond > 0) {
            all.add(beyond + " more");
        }
        return all;
    }
}
