package org.lsl4j.internal.query;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** How two values are compared (XPath 1.0, section 3.4). */
public enum Comparison {
    EQUAL("=", true, sign -> sign == 0), UNEQUAL("!=", true, sign -> sign != 0), AT_MOST("<=", false,
            sign -> sign <= 0), AT_LEAST(">=", false,
                    sign -> sign >= 0), BELOW("<", false, sign -> sign < 0), ABOVE(">", false, sign -> sign > 0);

    private final String symbol;
    private final boolean ofEquality;
    private final DoublePredicate sign;

    Comparison(String symbol, boolean ofEquality, DoublePredicate sign) {
        this.symbol = symbol;
        this.ofEquality = ofEquality;
        this.sign = sign;
    }

    /** The one that stands at a place of a text. */
    static Optional<Comparison> at(String text, int place) {
        return Stream.of(values()).filter(one -> text.startsWith(one.symbol, place)).findFirst();
    }

    int length() {
        return symbol.length();
    }

    /** Binds less than the others. */
    boolean isOfEquality() {
        return ofEquality;
    }

    /** Of elements, one for which it holds is enough. */
    boolean holds(Object left, Object right, QueryRun run) {
        if (left instanceof List<?> && !(right instanceof Boolean)) {
            return QueryExpression.elements(left).stream()
                    .anyMatch(element -> holds(QueryExpression.text(element, run), right, run));
        }
        if (right instanceof List<?> && !(left instanceof Boolean)) {
            return QueryExpression.elements(right).stream()
                    .anyMatch(element -> holds(left, QueryExpression.text(element, run), run));
        }
        if (ofEquality && (left instanceof Boolean || right instanceof Boolean)) {
            return sign.test(Boolean.compare(QueryExpression.truth(left), QueryExpression.truth(right)));
        }
        if (ofEquality && left instanceof String && right instanceof String) {
            return sign.test(left.equals(right) ? 0 : 1);
        }
        double a = number(left, run);
        double b = number(right, run);
        return Double.isNaN(a) || Double.isNaN(b) ? this == UNEQUAL : sign.test(a < b ? -1 : a > b ? 1 : 0);
    }

    private static double number(Object value, QueryRun run) {
        return QueryExpression.number(value instanceof List<?> ? QueryExpression.truth(value) : value, run);
    }
}
