package org.lsl4j.internal.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.lsl4j.Element;
import org.lsl4j.internal.base.Limits;

/** Tells whether one stream matches a query. */
public final class QueryMatcher {
    private final Element info;
    private final GeneralXPath general;
    /** What took long to find out; empty if it would take too long. */
    private final Map<String, Optional<Boolean>> known;

    /**
     * For a stream.
     *
     * @param info its description, an {@code info} element
     * @param cachedAnswers how many answers it remembers
     */
    public QueryMatcher(Element info, int cachedAnswers) {
        this.info = info;
        general = new GeneralXPath(info);
        known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Optional<Boolean>> eldest) {
                return size() > cachedAnswers;
            }
        };
    }

    /** The answer, if it is known or easily found; never takes long. */
    public Optional<Boolean> quickly(Query query) {
        if (query.text().isEmpty()) {
            return Optional.of(true);
        }
        if (query.text().length() > Limits.QUERY) {
            return Optional.of(false);
        }
        synchronized (known) {
            Optional<Boolean> answer = known.get(query.text());
            if (answer != null) {
                return answer;
            }
        }
        return query.usual().flatMap(expression -> evaluate(expression, Limits.QUICK_QUERY_STEPS));
    }

    /** The answer; empty if finding it costs more than a query may. */
    public Optional<Boolean> thoroughly(Query query) {
        return quickly(query).or(() -> {
            Optional<Boolean> answer = query.usual().isPresent() ? evaluate(query.usual().get(), Limits.QUERY_STEPS)
                    : general.holds(query.text());
            synchronized (known) {
                known.put(query.text(), answer);
            }
            return answer;
        });
    }

    /**
     * The answer about a stream of which only what discovery tells is known.
     *
     * @param info an {@code info} element
     * @param desc its child of which nothing is known but that it is there
     * @return empty if the answer depends on that, or the query is not of the usual kind
     */
    public static Optional<Boolean> undescribed(Element info, Element desc, Query query) {
        if (query.text().isEmpty() || query.text().length() > Limits.QUERY) {
            return Optional.of(query.text().isEmpty());
        }
        try {
            return query.usual().map(expression -> QueryExpression
                    .truth(expression.value(info, QueryRun.of(info, desc, Limits.QUICK_QUERY_STEPS))));
        } catch (QueryRun.Undescribed | QueryRun.Unanswered e) {
            return Optional.empty();
        }
    }

    private Optional<Boolean> evaluate(QueryExpression expression, long steps) {
        try {
            return Optional.of(QueryExpression.truth(expression.value(info, QueryRun.of(info, steps))));
        } catch (QueryRun.Unanswered e) {
            return Optional.empty();
        }
    }
}
