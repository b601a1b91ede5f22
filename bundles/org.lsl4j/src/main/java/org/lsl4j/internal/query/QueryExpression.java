package org.lsl4j.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

import org.lsl4j.Element;

/**
 * A part of a query, with the meaning that XPath 1.0 gives it (w3.org/TR/1999/REC-xpath-19991116). Its value is a
 * {@link Boolean}, a {@link Double}, a {@link String} or a list of elements.
 */
@FunctionalInterface
public interface QueryExpression {
    /** Characters that count as a step when elements' texts are put together. */
    int CHARACTERS_A_STEP = 64;

    /**
     * Its value seen from an element.
     *
     * @throws QueryRun.Unanswered if it costs more than it may
     * @throws QueryRun.Undescribed if it depends on what is not known of the stream
     */
    Object value(Element context, QueryRun run);

    static QueryExpression constant(Object value) {
        return (context, run) -> value;
    }

    static QueryExpression and(QueryExpression left, QueryExpression right) {
        return junction(left, right, false);
    }

    static QueryExpression or(QueryExpression left, QueryExpression right) {
        return junction(left, right, true);
    }

    /** @param decisive the value of one part that decides, also where the other cannot be told */
    private static QueryExpression junction(QueryExpression left, QueryExpression right, boolean decisive) {
        return (context, run) -> {
            boolean first;
            try {
                first = truth(left.value(context, run));
            } catch (QueryRun.Undescribed e) {
                if (truth(right.value(context, run)) == decisive) {
                    return decisive;
                }
                throw e;
            }
            return first == decisive ? decisive : truth(right.value(context, run));
        };
    }

    /** {@code not(...)}, {@code count(...)} and other functions of one value. */
    static QueryExpression function(QueryExpression argument, Function<Object, Object> function) {
        return (context, run) -> function.apply(argument.value(context, run));
    }

    /** {@code starts-with(a, b)}, {@code contains(a, b)}. */
    static QueryExpression texts(QueryExpression first, QueryExpression second, BiPredicate<String, String> relation) {
        return (context, run) -> relation.test(text(first.value(context, run), run), text(second.value(context, run), run));
    }

    static QueryExpression comparison(QueryExpression left, Comparison operator, QueryExpression right) {
        return (context, run) -> operator.holds(left.value(context, run), right.value(context, run), run);
    }

    /** One step of a path: the children, or all descendants, of that name that fulfil the conditions. */
    record Step(String name, boolean deep, List<QueryExpression> conditions) {
        static final String ANY = "*";

        private void from(Element parent, List<Element> found, QueryRun run) {
            List<Element> fitting = fitting(parent, run);
            if (!deep) {
                found.addAll(fitting);
                return;
            }
            int next = 0; // in the order of the document: each child before its own children
            for (Element child : parent.children()) {
                if (next < fitting.size() && fitting.get(next) == child) {
                    found.add(child);
                    next++;
                }
                from(child, found, run);
            }
        }

        private List<Element> fitting(Element parent, QueryRun run) {
            run.lookInto(parent);
            List<Element> fitting = new ArrayList<>();
            for (Element child : parent.children()) {
                run.take(1);
                if (name.equals(ANY) || name.equals(child.name())) {
                    fitting.add(child);
                }
            }
            for (QueryExpression condition : conditions) {
                List<Element> left = new ArrayList<>();
                for (int i = 0; i < fitting.size(); i++) {
                    Object value = condition.value(fitting.get(i), run);
                    if (value instanceof Double position ? position == i + 1 : truth(value)) {
                        left.add(fitting.get(i));
                    }
                }
                fitting = left;
            }
            return fitting;
        }
    }

    /**
     * Elements reached by steps from the context, or from the document, in the order of the document.
     *
     * @param path of which one at most is deep, so that nothing is reached twice
     */
    static QueryExpression path(boolean fromDocument, List<Step> path) {
        return (context, run) -> {
            List<Element> reached = List.of(fromDocument ? run.document() : context);
            for (Step step : path) {
                List<Element> next = new ArrayList<>();
                reached.forEach(element -> step.from(element, next, run));
                reached = next;
            }
            return reached;
        };
    }

    /** A value as XPath's {@code boolean()} sees it. */
    static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Double number) {
            return number != 0 && !number.isNaN();
        }
        return value instanceof String text ? !text.isEmpty() : !elements(value).isEmpty();
    }

    /** A value as XPath's {@code number()} sees it. */
    static double number(Object value, QueryRun run) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        String text = text(value, run).strip();
        return text.matches("-?(\\d+(\\.\\d*)?|\\.\\d+)") ? Double.parseDouble(text) : Double.NaN;
    }

    /** A value as XPath's {@code string()} sees it. */
    static String text(Object value, QueryRun run) {
        if (value instanceof List<?>) {
            return elements(value).isEmpty() ? "" : text(elements(value).get(0), run);
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString(number.longValue())
                    : Double.toString(number);
        }
        return value.toString();
    }

    /** All text in an element. */
    static String text(Element element, QueryRun run) {
        run.lookInto(element);
        run.take(1 + element.text().length() / CHARACTERS_A_STEP);
        if (element.children().isEmpty()) {
            return element.text();
        }
        StringBuilder text = new StringBuilder(element.text());
        element.children().forEach(child -> text.append(text(child, run)));
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    static List<Element> elements(Object value) {
        return (List<Element>) value;
    }
}
