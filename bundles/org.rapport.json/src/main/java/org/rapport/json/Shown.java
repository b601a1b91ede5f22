package org.rapport.json;

/**
 * Text from files and from the network as it is shown to people: whatever would break a line, move the cursor, turn the direction
 * of writing or be no character at all is escaped as in JSON.
 */
public final class Shown {
    private static final int LONGEST_NAME = 120;

    private Shown() {
    }

    /** A text of any length with harmless characters only. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(code -> {
            if (isHarmless(code)) {
                shown.appendCodePoint(code);
            } else {
                escape(code, shown);
            }
        });
        return shown.toString();
    }

    /** The same for a name or a value, cut after 120 characters. */
    public static String name(String text) {
        return text.length() <= LONGEST_NAME ? line(text) : line(text.substring(0, LONGEST_NAME)) + "...";
    }

    private static boolean isHarmless(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static void escape(int code, StringBuilder shown) {
        switch (code) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                for (char unit : Character.toChars(code)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }
}
