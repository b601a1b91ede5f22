package org.rapport.training.report;

import java.util.List;

import org.rapport.training.tune.SettingsSearch;
import org.rapport.training.tune.Trial;
import org.rapport.training.tune.TrialResult;

/**
 * What came of a search for settings.
 *
 * @param search what was tried
 * @param chosen what came of it in all sessions
 * @param folds what came of it in each outer fold without that fold's test sessions, in order
 * @param outer what the choice of each outer fold predicts of that fold's test sessions
 */
public record Tuning(SettingsSearch search, Found chosen, List<Found> folds, CrossValidation outer) {

    /**
     * What one search found.
     *
     * @param name of its part
     * @param results of all rounds
     */
    public record Found(String name, List<TrialResult> results) {
    }

    /** The results of the round that decided, the best first. */
    List<TrialResult> ranking(Found found) {
        return search.ranking(found.results);
    }

    /** The settings that a search chose. */
    public Trial choice(Found found) {
        return search.trial(ranking(found).get(0).trial());
    }

    /** The settings to train with. */
    public Trial choice() {
        return choice(chosen);
    }
}
