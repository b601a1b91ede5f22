package org.rapport.training.report;

/** Fields of comma-separated files (RFC 4180). */
final class Csv {
    private Csv() {
    }

    /** A text that may hold anything. */
    static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
