package org.rapport.json;

import java.io.IOException;

/**
 * A file, or a folder of files, whose content is wrong. The message is one whole line for the user: file, line and key, what is
 * wrong, how to mend it.
 */
public class FileFault extends IOException {
    private static final long serialVersionUID = 1;

    /** Nobody reads more; a file may have a name of a megabyte. */
    private static final int LONGEST = 2000;

    private final int line;
    private final String problem;

    /** @param message the whole line; control characters in it are escaped, so that it stays one; cut after 2000 */
    public FileFault(String message) {
        this(1, message, message);
    }

    /** @param problem what is wrong with the file as a whole */
    public FileFault(String source, String problem) {
        this(1, source + ": " + problem, problem);
    }

    /**
     * @param line the line to mend, from 1
     * @param problem what is wrong there, beginning with the key if there is one
     */
    public FileFault(String source, int line, String problem) {
        this(line, source + ": line " + line + ": " + problem, problem);
    }

    private FileFault(int line, String message, String problem) {
        super(shown(message));
        this.line = line;
        this.problem = shown(problem);
    }

    private static String shown(String text) {
        return cut(Shown.line(cut(text))); // escapes are longer than what they stand for
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** The line to mend, from 1. */
    public int line() {
        return line;
    }

    /** The message without file and line. */
    public String problem() {
        return problem;
    }
}
