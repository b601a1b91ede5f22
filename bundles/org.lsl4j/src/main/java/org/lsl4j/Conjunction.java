package org.lsl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of query nearly all are: {@code field='text' and field='text' ...}, perhaps in parentheses. It needs no XPath
 * engine.
 *
 * @param terms field to text; all must be equal
 */
record Conjunction(Map<String, String> terms) {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<field>\\w+)\\s*=\\s*(?:'(?<single>[^']*)'|\"(?<double>[^\"]*)\")|(?<other>[()]|and\\b))\\s*");

    /** The query as a conjunction, if it is one. */
    static Optional<Conjunction> parse(String query) {
        Map<String, String> terms = new LinkedHashMap<>();
        Matcher token = TOKEN.matcher(query);
        int depth = 0;
        boolean termIsDue = true;
        int at = 0;
        while (at < query.length()) {
            if (!token.find(at) || token.start() != at) {
                return Optional.empty();
            }
            at = token.end();
            String other = token.group("other");
            boolean fits = switch (other == null ? "term" : other) {
                case "term" -> termIsDue && add(terms, token);
                case "(" -> termIsDue && ++depth > 0;
                case ")" -> !termIsDue && --depth >= 0;
                default -> !termIsDue;
            };
            if (!fits) {
                return Optional.empty();
            }
            termIsDue = other != null && !other.equals(")");
        }
        return depth == 0 && !termIsDue ? Optional.of(new Conjunction(terms)) : Optional.empty();
    }

    /** False where one field is asked to be equal to two texts: that is left to XPath. */
    private static boolean add(Map<String, String> terms, Matcher token) {
        String text = token.group("single") == null ? token.group("double") : token.group("single");
        return terms.put(token.group("field"), text) == null;
    }

    /** Whether it holds for a stream, given as the texts of its fields. */
    boolean holds(Map<String, String> fields) {
        return terms.entrySet().stream().allMatch(term -> term.getValue().equals(fields.get(term.getKey())));
    }
}
