package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;

import org.lsl4j.StreamInfo;

/**
 * Which streams a source looks for.
 *
 * @param predicates LSL predicates of which one must hold; none if it is not said
 * @param words the same for people
 */
record StreamQuery(List<String> predicates, String words) {
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

    /** The streams for which any of these holds. */
    static StreamQuery any(List<String> queries, String words) {
        return new StreamQuery(queries, words);
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
