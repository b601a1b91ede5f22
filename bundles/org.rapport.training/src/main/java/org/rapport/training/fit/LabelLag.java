package org.rapport.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

import org.rapport.model.Contract;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.MeanTerms;
import org.rapport.training.evaluation.Ridge;
import org.rapport.training.evaluation.Series;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * Estimates by how much reports come after what they are about: the lag at which a ridge regression on both people's features and
 * their products, fitted to half of the training recordings, correlates best with the labels of the rest. Of a large study some
 * recordings, spread over all, tell enough.
 */
public final class LabelLag {
    private static final double LONGEST = 5;
    private static final double STEP = 0.2;
    private static final int MOST_RECORDINGS = 40;
    private static final int MOST_PRODUCTS = 100;
    /** Seconds around a row that are averaged. */
    private static final double AROUND = 0.4;
    /** Rows a second that are looked at. */
    private static final double ROWS = 2.5;
    private static final double WEAK = 0.1;

    private final Study study;
    private final WindowOptions window;

    public LabelLag(Study study, WindowOptions window) {
        this.study = study;
        this.window = window;
    }

    /**
     * What was found.
     *
     * @param seconds by which labels are to be moved
     * @param correlation of predictions and labels there, mean over the targets
     */
    public record Estimate(double seconds, double correlation) {
        /** Whether no longer lag was tried. */
        public boolean isAtBound() {
            return seconds > LONGEST - STEP / 2;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "label lag %.1f s, estimated on the training sessions (r %.2f)%s", seconds,
                    correlation,
                    isAtBound() ? "; that is the longest that is tried, so it is no result: give \"labelLag\" in study.json"
                            : correlation < WEAK
                                    ? "; signals tell next to nothing about these labels, so it is a guess: give \"labelLag\" in "
                                            + "study.json"
                                    : "");
        }
    }

    /** @param training the training side with its labels moved by so many seconds; nothing else is looked at */
    public Estimate estimate(DoubleFunction<List<Recording>> training) throws StudyException {
        Estimate best = new Estimate(0, Double.NEGATIVE_INFINITY);
        Contract first = null;
        for (int i = 0; i * STEP <= LONGEST + STEP / 2; i++) {
            List<Recording> all = some(training.apply(i * STEP));
            // inputs stay where they are, so their statistics do too
            first = first == null ? ContractDraft.of(study, window, new Sides(all, List.of(), List.of()), false)
                    : first.withTargets(ContractDraft.targets(study, all));
            double correlation = correlation(all, first);
            if (correlation > best.correlation) {
                best = new Estimate(i * STEP, correlation);
            }
        }
        return best;
    }

    private static List<Recording> some(List<Recording> all) {
        int count = Math.min(MOST_RECORDINGS, all.size());
        return IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
    }

    private static double correlation(List<Recording> training, Contract contract) {
        List<Recording> fitted = new ArrayList<>();
        List<Recording> compared = new ArrayList<>();
        for (int i = 0; i < training.size(); i++) {
            (i % 2 == 0 ? fitted : compared).add(training.get(i));
        }
        if (compared.isEmpty()) {
            compared.addAll(fitted);
        }
        double rate = contract.features().rate();
        int around = (int) Math.round(AROUND * rate / 2);
        int hop = (int) Math.max(1, Math.round(rate / ROWS));
        MeanTerms terms = MeanTerms.of(contract, List.of(new MeanTerms.Span(-around, around)), fitted, MOST_PRODUCTS);
        Ridge ridge = Ridge.fit(fitted, List.of(), contract, terms, hop);
        List<Series> series = compared.stream()
                .map(one -> ridge.predict(one, IntStream.iterate(0, row -> row < one.rows(), row -> row + hop).toArray()))
                .toList();
        return IntStream.range(0, contract.targets().size()).mapToDouble(target -> Series.scores(series, target).pearson())
                .filter(correlation -> !Double.isNaN(correlation)).sum() / contract.targets().size();
    }
}
