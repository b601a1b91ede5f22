package org.rapport.launcher;

import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal's output on which texts from the network and from files do no harm: what would move the cursor, change the
 * terminal's settings or turn the direction of writing is shown as a replacement character. Colours and the clearing of a line,
 * which commands use themselves, go through.
 */
final class SafeOutput extends PrintStream {
    private static final String UNSAFE = "[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\r\\t]]";
    private static final Pattern TEXT = Pattern.compile("(\\u001b\\[[0-9;]*m|\\u001b\\[K)|" + UNSAFE);

    SafeOutput(PrintStream terminal) {
        super(terminal, true);
    }

    @Override
    public void print(String text) {
        super.print(safe(String.valueOf(text)));
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void print(char[] text) {
        print(new String(text));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    static String safe(String text) {
        return TEXT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? "\ufffd" : found.group(1)));
    }
}
