package org.rapport.training.part;

/** What parts are made for. */
public enum Purpose {
    /** One network on every fold with every seed, scored beside controls; the best becomes a model. */
    TRAIN,
    /** The paper's networks, for its table. */
    REPRODUCE,
    /** Settings chosen by inner folds, and the choice scored on outer ones. */
    TUNE
}
