package org.rapport.json;

/** Blanks out the comments of a JSON text, so that every line and column stays where it is. */
final class JsonComments {
    private final String text;
    private final StringBuilder out;
    private int at;

    private JsonComments(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /** Replaces {@code // ...} and {@code /* ... *}{@code /} outside of strings by blanks. */
    static String blank(String text) {
        return new JsonComments(text).run();
    }

    private String run() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                blankUntil(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                blankUntil(end < 0 ? -1 : end + 2);
            } else if (text.charAt(at) == '"') {
                copyString();
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private void copyString() {
        out.append(text.charAt(at++));
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                out.append(text.charAt(at++));
            }
            out.append(text.charAt(at++));
        }
        if (at < text.length()) {
            out.append(text.charAt(at++));
        }
    }

    private void blankUntil(int end) {
        for (int stop = end < 0 ? text.length() : end; at < stop; at++) {
            out.append(Character.isWhitespace(text.charAt(at)) ? text.charAt(at) : ' ');
        }
    }
}
