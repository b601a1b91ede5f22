package org.lsl4j.internal.query;

import java.util.List;

import org.lsl4j.Element;

/** One evaluation of a query: the document it looks at, and how much work it may still take. */
public final class QueryRun {
    private final Element document;
    private long left;

    /**
     * Begins an evaluation.
     *
     * @param info the root element
     * @param steps elements it may look at
     */
    QueryRun(Element info, long steps) {
        document = new Element("document", "", List.of(info));
        left = steps;
    }

    /** What holds the root element. */
    Element document() {
        return document;
    }

    /** @throws Unanswered if that many steps are not left */
    void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Unanswered();
        }
    }

    /** Says that the answer is not known, since finding it costs too much. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered() {
            super("the query costs too much", null, false, false); // control flow; its stack says nothing
        }
    }
}
