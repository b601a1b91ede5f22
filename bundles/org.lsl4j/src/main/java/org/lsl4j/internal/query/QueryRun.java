package org.lsl4j.internal.query;

import java.util.List;

import org.lsl4j.Element;

/** One evaluation of a query: the document it looks at, and how much work it may still take. */
public final class QueryRun {
    private final Element info;
    /** What is in it is not known; null if all is. */
    private final Element unknown;
    private long left;

    private QueryRun(Element info, Element unknown, long steps) {
        this.info = info;
        this.unknown = unknown;
        left = steps;
    }

    /**
     * Begins an evaluation of a whole description.
     *
     * @param info the root element
     * @param steps elements it may look at
     */
    static QueryRun of(Element info, long steps) {
        return new QueryRun(info, null, steps);
    }

    /**
     * Begins an evaluation of what discovery tells of a stream.
     *
     * @param info the root element
     * @param unknown one of its children, of which nothing is known but that it is there
     * @param steps elements it may look at
     */
    static QueryRun of(Element info, Element unknown, long steps) {
        return new QueryRun(info, unknown, steps);
    }

    /** What holds the root element. */
    Element document() {
        return new Element("document", "", List.of(info));
    }

    /** @throws Unanswered if that many steps are not left */
    void take(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Unanswered();
        }
    }

    /** @throws Undescribed if what is in an element is not known */
    void lookInto(Element element) {
        if (element == unknown) {
            throw new Undescribed();
        }
    }

    /** Says that the answer is in a part of the description that is not known. */
    static final class Undescribed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undescribed() {
            super("the query asks for the description", null, false, false); // control flow; its stack says nothing
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
