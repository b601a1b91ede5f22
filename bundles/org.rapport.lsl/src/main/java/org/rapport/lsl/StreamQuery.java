package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.lsl4j.StreamInfo;

/**
 * Which streams a source looks for.
 *
 * @param predicates LSL predicates of which one must hold; none if it is not said
 * @param words the same for people
 */
record StreamQuery(List<String> predicates, String words) {
    /** Outlets whose XPath engine is Java's evaluate at most 100 operators, and a query must fit into one packet. */
    private static final int MOST_OPERATORS = 70;
    private static final int LONGEST_PREDICATE = 1200;
    private static final Pattern OPERATOR = Pattern.compile("[=/<>*+|-]| or | and ");
    private static final String OR = " or ";

    StreamQuery {
        predicates = List.copyOf(predicates);
    }

    /** The streams for which all that is given holds. */
    static StreamQuery of(String query, String name, String sourceId, String uid) {
        List<String> terms = new ArrayList<>();
        if (!query.isEmpty()) {
            terms.add("(" + query + ")");
        }
        if (!name.isEmpty()) {
            terms.add("name=" + quoted(name));
        }
        if (!sourceId.isEmpty()) {
            terms.add("source_id=" + quoted(sourceId));
        }
        if (!uid.isEmpty()) {
            terms.add("uid=" + quoted(uid));
        }
        String predicate = String.join(" and ", terms);
        return new StreamQuery(predicate.isEmpty() ? List.of() : List.of(predicate), predicate);
    }

    /** The streams for which any of these holds, in as few predicates as outlets can evaluate. */
    static StreamQuery any(List<String> queries, String words) {
        List<String> predicates = new ArrayList<>();
        String packed = "";
        for (String query : queries) {
            String longer = packed.isEmpty() ? query : packed + OR + query;
            if (!packed.isEmpty() && !fits(longer)) {
                predicates.add(packed);
                longer = query;
            }
            packed = longer;
        }
        predicates.add(packed);
        return new StreamQuery(predicates, words);
    }

    private static boolean fits(String predicate) {
        return predicate.length() <= LONGEST_PREDICATE && OPERATOR.matcher(predicate).results().count() <= MOST_OPERATORS;
    }

    boolean isGiven() {
        return !predicates.isEmpty();
    }

    boolean matches(StreamInfo info) {
        return predicates.stream().anyMatch(info::matches);
    }

    /** As text within a predicate. */
    static String quoted(String text) {
        return text.indexOf('\'') < 0 ? "'" + text + "'" : "\"" + text + "\"";
    }
}
