package org.lsl4j.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.lsl4j.Element;

/**
 * Reads the part of XPath 1.0 that queries are written in: {@code and}, {@code or}, {@code not()}, comparisons,
 * {@code starts-with()}, {@code contains()}, {@code count()}, {@code string-length()}, over paths of names, {@code *},
 * {@code //} and conditions in brackets.
 */
public final class QueryParser {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?|\\.\\d+");
    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    private QueryParser(String text) {
        this.text = text;
    }

    /** Empty if it is something else, right or wrong. */
    static Optional<QueryExpression> parse(String query) {
        try {
            QueryParser parser = new QueryParser(query);
            QueryExpression expression = parser.or();
            parser.blanks();
            return parser.at == query.length() ? Optional.of(expression) : Optional.empty();
        } catch (NotUsual e) {
            return Optional.empty();
        }
    }

    private QueryExpression or() {
        if (++depth > DEEPEST) {
            throw new NotUsual();
        }
        QueryExpression all = and();
        while (word("or")) {
            all = QueryExpression.or(all, and());
        }
        depth--;
        return all;
    }

    private QueryExpression and() {
        QueryExpression all = comparison(true);
        while (word("and")) {
            all = QueryExpression.and(all, comparison(true));
        }
        return all;
    }

    private QueryExpression comparison(boolean ofEquality) {
        QueryExpression left = ofEquality ? comparison(false) : operand();
        for (Optional<Comparison> next = comparisonHere(ofEquality); next.isPresent(); next = comparisonHere(ofEquality)) {
            at += next.get().length();
            left = QueryExpression.comparison(left, next.get(), ofEquality ? comparison(false) : operand());
        }
        return left;
    }

    private Optional<Comparison> comparisonHere(boolean ofEquality) {
        blanks();
        return Comparison.at(text, at).filter(one -> one.isOfEquality() == ofEquality);
    }

    private QueryExpression operand() {
        if (sign("(")) {
            QueryExpression inner = or();
            require(")");
            return inner;
        }
        Optional<String> literal = token(LITERAL);
        if (literal.isPresent()) {
            return QueryExpression.constant(literal.get().substring(1, literal.get().length() - 1));
        }
        Optional<String> number = token(NUMBER);
        if (number.isPresent()) {
            return QueryExpression.constant(Double.valueOf(number.get()));
        }
        return functionOrPath();
    }

    private QueryExpression functionOrPath() {
        int start = at;
        Optional<String> name = token(NAME);
        if (name.isPresent() && sign("(")) {
            return function(name.get());
        }
        at = start;
        boolean fromDocument = text.startsWith("/", at);
        List<QueryExpression.Step> steps = new ArrayList<>();
        boolean deep = sign("//");
        boolean due = deep || !sign("/") || peekName();
        while (due) {
            steps.add(step(deep));
            deep = sign("//");
            due = deep || sign("/");
        }
        long deepSteps = steps.stream().filter(QueryExpression.Step::deep).count();
        if (deepSteps > 1 || deepSteps == 1 && !steps.get(steps.size() - 1).deep()) {
            throw new NotUsual(); // elements might be reached twice, or out of their order
        }
        return QueryExpression.path(fromDocument, steps);
    }

    private boolean peekName() {
        return at < text.length() && (text.charAt(at) == '*' || NAME.matcher(text).region(at, text.length()).lookingAt());
    }

    private QueryExpression.Step step(boolean deep) {
        String name = sign("*") ? QueryExpression.Step.ANY : token(NAME).orElseThrow(NotUsual::new);
        List<QueryExpression> conditions = new ArrayList<>();
        while (sign("[")) {
            conditions.add(or());
            require("]");
        }
        return new QueryExpression.Step(name, deep, conditions);
    }

    private QueryExpression function(String name) {
        List<QueryExpression> arguments = new ArrayList<>();
        if (!sign(")")) {
            do {
                arguments.add(or());
            } while (sign(","));
            require(")");
        }
        if (name.equals("concat") && arguments.size() >= 2) {
            return (context, run) -> arguments.stream().map(argument -> QueryExpression.text(argument.value(context, run), run))
                    .collect(Collectors.joining());
        }
        return switch (name + "/" + arguments.size()) {
            case "true/0" -> QueryExpression.constant(true);
            case "false/0" -> QueryExpression.constant(false);
            case "not/1" -> QueryExpression.function(arguments.get(0), value -> !QueryExpression.truth(value));
            case "boolean/1" -> QueryExpression.function(arguments.get(0), QueryExpression::truth);
            case "count/1" -> count(arguments.get(0));
            case "string-length/1" -> (context, run) -> (double) codePoints(arguments.get(0), context, run);
            case "starts-with/2" -> QueryExpression.texts(arguments.get(0), arguments.get(1), String::startsWith);
            case "contains/2" -> QueryExpression.texts(arguments.get(0), arguments.get(1), String::contains);
            default -> throw new NotUsual();
        };
    }

    private static long codePoints(QueryExpression text, Element context, QueryRun run) {
        return QueryExpression.text(text.value(context, run), run).codePoints().count();
    }

    private static QueryExpression count(QueryExpression argument) {
        return QueryExpression.function(argument, value -> value instanceof List<?> found ? (double) found.size() : Double.NaN);
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean sign(String sign) {
        blanks();
        boolean here = text.startsWith(sign, at);
        at += here ? sign.length() : 0;
        return here;
    }

    private boolean word(String word) {
        blanks();
        Matcher name = NAME.matcher(text).region(at, text.length());
        boolean here = name.lookingAt() && name.group().equals(word);
        at += here ? word.length() : 0;
        return here;
    }

    private void require(String sign) {
        if (!sign(sign)) {
            throw new NotUsual();
        }
    }

    private Optional<String> token(Pattern pattern) {
        blanks();
        Matcher token = pattern.matcher(text).region(at, text.length());
        if (!token.lookingAt()) {
            return Optional.empty();
        }
        at = token.end();
        return Optional.of(token.group());
    }

    /** Thrown where a query is not of the usual kind. */
    private static final class NotUsual extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUsual() {
            super("no usual query", null, false, false);
        }
    }
}
