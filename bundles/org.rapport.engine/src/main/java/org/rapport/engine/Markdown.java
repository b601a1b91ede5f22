package org.rapport.engine;

/** Texts as they stand in Markdown. */
final class Markdown {
    private Markdown() {
    }

    /** A text in a cell of a table: one line, in which nothing is markup but code. */
    static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
