package org.rapport.xdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with a file, one line each; a file that is damaged throughout does not get a line for every byte. */
final class Warnings {
    private static final int MOST = 100;
    private static final int LONGEST = 1000;

    private final List<String> lines = new ArrayList<>();
    private int beyond;

    /** Not made for a file without a warning. */
    private static final class Unprintable {
        static final Pattern PATTERN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x{80}-\\x{9f}\\p{Cs}]");
    }

    void add(String line) {
        if (lines.size() < MOST) {
            lines.add(line(line));
        } else {
            beyond++;
        }
    }

    /** A text from a file as part of a message: one line that is not too long, without what moves the cursor. */
    static String line(String text) {
        String one = Unprintable.PATTERN.matcher(text).replaceAll("\ufffd");
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST) + "...";
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (beyond > 0) {
            all.add(beyond + " more");
        }
        return all;
    }
}
