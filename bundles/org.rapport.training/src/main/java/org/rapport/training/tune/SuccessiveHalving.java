package org.rapport.training.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all trials are trained for a few epochs, the best of them go on with more,
 * and those that are left to the end. It is one bracket of Hyperband (Li et al. 2018), the one that stops the earliest.
 *
 * @param trials how many begin
 * @param keep one of so many goes on to the next round
 * @param epochs of the last round
 */
public record SuccessiveHalving(int trials, int keep, int epochs) {

    /**
     * A round.
     *
     * @param epochs with which its trials are compared, those of earlier rounds among them
     * @param trials how many take part
     */
    public record Round(int epochs, int trials) {
    }

    /** The rounds in order; in the last, which decides, at most {@link #keep} trials (or all, if epochs are too few to share). */
    public List<Round> rounds() {
        List<Integer> counts = new ArrayList<>(List.of(trials));
        for (int left = trials; left > keep; left = counts.get(counts.size() - 1)) {
            counts.add((left + keep - 1) / keep);
        }
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            int own = (int) Math.max(1, Math.round(epochs / Math.pow(keep, counts.size() - 1 - i)));
            if (rounds.isEmpty() || rounds.get(rounds.size() - 1).epochs < own) { // else it would find the same scores again
                rounds.add(new Round(own, counts.get(i)));
            }
        }
        return rounds;
    }
}
