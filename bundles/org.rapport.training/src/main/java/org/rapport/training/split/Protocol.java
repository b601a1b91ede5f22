package org.rapport.training.split;

import java.util.Locale;

/** What training and test data may not have in common. A person is one person, whether as emitter or as receiver. */
public enum Protocol {
    /**
     * Nobody: dyads that share anybody, directly or by way of others, stay together. How a model does with people it never saw.
     */
    BY_DYAD,
    /** Nobody: people are dealt to the sides, and sessions between people of two sides are left out. */
    BY_PERSON,
    /** No receiver. */
    BY_RECEIVER,
    /** No emitter. */
    BY_EMITTER,
    /** No stimulus; people may be on both sides. */
    BY_STIMULUS,
    /** Neither a receiver nor a stimulus: sessions that join two sides are left out. */
    BY_RECEIVER_AND_STIMULUS,
    /** The paper's: parts of one recording on every side. Says nothing about new people. */
    MIXED;

    /** As options and reports spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether people of the test data are in the training data too, in the very recordings. */
    public boolean isLeaking() {
        return this == MIXED;
    }

    @Override
    public String toString() {
        return word();
    }
}
