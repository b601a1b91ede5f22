package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.rapport.model.Scores;

/**
 * Draws dyads with replacement and scores each draw: whole dyads, since the samples of one are not independent. The draws
 * are the same every time, so that two conditions are compared draw by draw.
 */
final class Bootstrap {
    private static final int DRAWS = 1000;
    private static final long SEED = 1;

    private Bootstrap() {
    }

    /** The predictions of each dyad that has any, by its emitter and receiver. */
    static Map<List<String>, PairSums> dyads(List<Series> series, int target) {
        double origin = 0;
        long count = 0;
        for (Series one : series) {
            for (float label : one.labels()[target]) {
                if (!Float.isNaN(label)) {
                    origin += (label - origin) / ++count;
                }
            }
        }
        Map<List<String>, PairSums> dyads = new LinkedHashMap<>();
        for (Series one : series) {
            List<String> dyad = List.of(one.recording().session().emitter(), one.recording().session().receiver());
            dyads.merge(dyad, PairSums.of(one, target, origin), PairSums::plus);
        }
        dyads.values().removeIf(sums -> sums.pairs() == 0);
        return dyads;
    }

    /** The scores of each draw; none with fewer than two dyads to draw from. */
    static List<Scores> scores(List<PairSums> dyads) {
        List<Scores> scores = new ArrayList<>();
        Random random = new Random(SEED);
        for (int draw = 0; draw < DRAWS && dyads.size() > 1; draw++) {
            PairSums sums = PairSums.NONE;
            for (int drawn = 0; drawn < dyads.size(); drawn++) {
                sums = sums.plus(dyads.get(random.nextInt(dyads.size())));
            }
            scores.add(sums.scores());
        }
        return scores;
    }
}
