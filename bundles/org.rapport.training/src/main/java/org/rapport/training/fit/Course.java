package org.rapport.training.fit;

import java.util.Map;

/** How the learning rate changes as a training goes on. */
public sealed interface Course permits Halving, OneCycle {
    /** What the kind of course is called among the settings of a run; one that does not say it is {@link Halving}. */
    String NAME = "schedule";

    /** What it is called in options. */
    String key();

    /**
     * The learning rate in parts of the highest.
     *
     * @param epochs how many are done, with the part of the present one that is
     */
    double part(double epochs);

    /** Name to value, for a run that is to be resumed. */
    Map<String, String> settings();
}
