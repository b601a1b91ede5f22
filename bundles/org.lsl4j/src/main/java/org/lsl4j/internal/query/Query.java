package org.lsl4j.internal.query;

import java.util.Optional;

import org.lsl4j.internal.base.Limits;

/**
 * A query as it came, an XPath 1.0 expression with {@code info} as its context.
 *
 * @param usual the same, ready to be evaluated, if it is of the usual kind
 */
public record Query(String text, Optional<QueryExpression> usual) {

    public static Query parse(String text) {
        return new Query(text, text.length() > Limits.QUERY ? Optional.empty() : QueryParser.parse(text));
    }
}
