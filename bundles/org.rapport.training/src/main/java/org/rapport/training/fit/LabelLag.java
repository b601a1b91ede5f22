package org.rapport.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.LaggedRidge;
import org.rapport.training.evaluation.Series;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * Estimates by how much reports come after what they are about: the lag at which a ridge regression, fitted to every other
 * training recording, correlates best with the labels of the rest. Of a large study some recordings, spread over all, tell
 * enough.
 */
public final class LabelLag {
    private static final double LONGEST = 5;
    private static final double STEP = 0.2;
    private static final int MOST_RECORDINGS = 40;
    private static final int[] NOW = {0};

    private final Study study;
    private final WindowOptions window;

    public LabelLag(Study study, WindowOptions window) {
        this.study = study;
        this.window = window;
    }

    /** @param training the training side with its labels moved by so many seconds; nothing else is looked at */
    public double estimate(DoubleFunction<List<Recording>> training) throws StudyException {
        double best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i * STEP <= LONGEST; i++) {
            double correlation = correlation(some(training.apply(i * STEP)));
            if (correlation > highest) {
                highest = correlation;
                best = i * STEP;
            }
        }
        return best;
    }

    private static List<Recording> some(List<Recording> all) {
        int count = Math.min(MOST_RECORDINGS, all.size());
        return IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
    }

    private double correlation(List<Recording> training) throws StudyException {
        List<Recording> fitted = new ArrayList<>();
        List<Recording> compared = new ArrayList<>();
        for (int i = 0; i < training.size(); i++) {
            (i % 2 == 0 ? fitted : compared).add(training.get(i));
        }
        if (compared.isEmpty()) {
            compared.addAll(fitted);
        }
        Contract contract = ContractDraft.of(study, window, new Sides(training, List.of(), List.of()), false);
        LaggedRidge ridge = LaggedRidge.fit(fitted, List.of(), contract, NOW, window.liveHop());
        List<Series> series = compared.stream().map(ridge::predict).toList();
        double sum = 0;
        for (int target = 0; target < study.targets().size(); target++) {
            double correlation = Series.scores(series, target).pearson();
            sum += Double.isNaN(correlation) ? 0 : correlation;
        }
        return sum;
    }
}
