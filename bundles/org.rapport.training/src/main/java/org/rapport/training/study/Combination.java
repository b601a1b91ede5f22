package org.rapport.training.study;

/** How the reports of several annotators about one target become one. */
public enum Combination {
    /** The mean of those who have reported. */
    MEAN,
    /**
     * The evaluator weighted estimator (Grimm and Kroschel 2005, eq. 6): each weighs as much as what they report in a session
     * correlates with the mean of all there; who does not agree with the others does not count.
     */
    EWE
}
