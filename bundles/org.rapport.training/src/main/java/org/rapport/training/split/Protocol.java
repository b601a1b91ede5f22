package org.rapport.training.split;

import java.util.Locale;

/** What training and test data may not have in common. */
public enum Protocol {
    /** Neither a receiver nor an emitter: how a model does with two people it never saw. */
    BY_DYAD,
    /** No receiver. */
    BY_RECEIVER,
    /** No emitter. */
    BY_EMITTER,
    /** The paper's: parts of one recording on every side. Says nothing about new people. */
    MIXED;

    /** As options and reports spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether people of the test data are in the training data too. */
    public boolean isLeaking() {
        return this == MIXED;
    }

    @Override
    public String toString() {
        return word();
    }
}
