package org.lsl4j;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

/** What is wrong with a query that people wrote: an XPath 1.0 predicate over a stream's description. */
public final class QueryCheck {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    /** A bare word on the right of a comparison: XPath takes it for an element, of which there is none. */
    private static final Pattern BARE = Pattern.compile("([\\w/@.-]+)\\s*(!?=)\\s*([A-Za-z_][\\w.-]*)(?![\\w.(/\\[-])");

    private QueryCheck() {
    }

    /**
     * One line that says what is wrong and how to fix it; empty if the query can be evaluated and compares with texts or numbers.
     *
     * @param query as for {@link Lsl#resolve}; an empty one is right
     */
    public static Optional<String> fault(String query) {
        Matcher bare = BARE.matcher(QUOTED.matcher(query).replaceAll("''"));
        if (bare.find()) {
            return Optional.of("compares " + bare.group(1) + " with " + bare.group(3) + ", which must be in single quotes: "
                    + bare.group(1) + bare.group(2) + "'" + bare.group(3) + "'");
        }
        try {
            if (!query.isEmpty()) {
                XPathFactory.newInstance().newXPath().compile(query);
            }
            return Optional.empty();
        } catch (XPathExpressionException e) {
            return Optional
                    .of("is not an LSL predicate (XPath 1.0): " + query + "; write, for example, type='Gaze' and name='Tobii'");
        }
    }
}
