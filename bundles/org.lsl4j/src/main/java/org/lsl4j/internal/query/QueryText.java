package org.lsl4j.internal.query;

import java.util.regex.Pattern;

/** Writes queries. */
public final class QueryText {
    private static final Pattern OR = Pattern.compile("\\bor\\b");

    private QueryText() {
    }

    /** A predicate, limited to the streams of a session. */
    public static String inSession(String session, String predicate) {
        String limit = equal("session_id", session);
        if (predicate.isBlank()) {
            return limit;
        }
        // in parentheses, or 'or' would let other sessions in
        return limit + " and " + (OR.matcher(predicate).find() ? "(" + predicate + ")" : predicate);
    }

    public static String equal(String field, String value) {
        return field + "=" + literal(value);
    }

    /** XPath 1.0 has no escapes in texts: one with both kinds of quotes must be pieced together. */
    private static String literal(String value) {
        if (value.indexOf('\'') < 0) {
            return "'" + value + "'";
        }
        if (value.indexOf('"') < 0) {
            return '"' + value + '"';
        }
        return "concat('" + value.replace("'", "',\"'\",'") + "')";
    }
}
