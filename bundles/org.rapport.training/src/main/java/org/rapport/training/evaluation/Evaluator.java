package org.rapport.training.evaluation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.training.data.Recording;

/** Scores a predictor beside all controls. */
public final class Evaluator {
    /** Seconds back that the ridge control sees. */
    private static final double[] RIDGE_LAGS = {0, 0.5, 1, 2, 3};
    /** Beyond this the normal equations take longer than the training. */
    private static final int MAX_RIDGE_WIDTH = 600;

    /** Seconds that the ridge with products averages over. */
    private static final List<Double> MEANS = List.of(1.0, 4.0);
    private static final int MAX_PRODUCTS = 600;
    /** Seconds that the ridge on long runs averages over, those first that are left where there are many channels. */
    private static final List<Double> LONG_MEANS = List.of(4.0, 60.0, 16.0, 180.0, 1.0);

    private final Contract contract;
    private final List<Recording> training;
    private final List<Recording> sessions;
    private final double labelLag;
    private final boolean calibrated;

    /**
     * @param contract the predictor's, with its calibration
     * @param training the training side, which the ridge control is fitted to; empty for no such control
     * @param sessions all sessions, for what other raters felt and for other emitters
     * @param labelLag seconds by which the labels of all of them were moved
     * @param calibrated whether controls are calibrated, as the predictor is
     */
    public Evaluator(Contract contract, List<Recording> training, List<Recording> sessions, double labelLag, boolean calibrated) {
        this.contract = contract;
        this.training = training;
        this.sessions = sessions;
        this.labelLag = labelLag;
        this.calibrated = calibrated;
    }

    /**
     * @param split how training and test data are apart, in words
     * @param leaking whether they are not
     * @param validation what penalties and calibrations are found on; empty for none
     * @param test what is scored
     */
    public Evaluation evaluate(Predictor model, String split, boolean leaking, List<Recording> validation, List<Recording> test) {
        Controls controls = new Controls(contract.targets(), test, sessions, calibrated ? validation : List.of()).model(model);
        if (!training.isEmpty()) {
            ridges(controls, validation);
        }
        List<Condition> conditions = controls.labels(sessions).conditions();
        List<Conformal> intervals = training.isEmpty() ? promised(conditions.get(0)) : Evaluation.intervals(conditions.get(0));
        return new Evaluation(split, leaking, contract.trainedOn(), labelLag, conditions, intervals);
    }

    /** Regressions of the very rows that the model is scored on. */
    private void ridges(Controls controls, List<Recording> validation) {
        int[] lags = lags();
        controls.other("ridge",
                "ridge regression on both people's features, " + lags.length + " lag(s) of "
                        + lags[lags.length - 1] / contract.features().rate() + " s at most",
                Ridge.fit(training, validation, plain(), new LaggedTerms(contract, lags), contract.window().hop()));
        double rate = contract.features().rate();
        int step = Math.max(contract.window().hop(), (int) Math.round(rate / 2));
        Terms means = MeanTerms.of(plain(), MEANS.stream().map(seconds -> MeanTerms.Span.last(seconds, rate)).toList(), training,
                MAX_PRODUCTS);
        controls.other("ridge-products",
                "ridge regression on both people's means of the last 1 and 4 s and products of the two people's",
                Ridge.fit(training, validation, plain(), means, step));
        int columns = contract.emitter().size() + contract.receiver().size();
        List<Double> spans = LONG_MEANS.stream().limit(Math.max(1, MAX_RIDGE_WIDTH / columns)).sorted().toList();
        controls.other("ridge-long", "ridge regression on both people's means of the last "
                + spans.stream().map(seconds -> String.valueOf(seconds.intValue())).collect(Collectors.joining(", ")) + " s",
                Ridge.fit(training, validation, plain(),
                        MeanTerms.of(plain(), spans.stream().map(seconds -> MeanTerms.Span.last(seconds, rate)).toList()), step));
    }

    /** How well a model that learned elsewhere keeps its promise here. */
    private List<Conformal> promised(Condition model) {
        return IntStream.range(0, contract.targets().size())
                .mapToObj(target -> Conformal.promised(contract, model.series(), target)).toList();
    }

    /** For controls, which have calibrations of their own. */
    private Contract plain() {
        return contract.withTargets(contract.targets().stream().map(target -> target.with(Calibration.NONE)).toList());
    }

    /** No further back than a window, and as many as the width allows. */
    private int[] lags() {
        int columns = contract.emitter().size() + contract.receiver().size();
        return DoubleStream.of(RIDGE_LAGS).mapToInt(seconds -> (int) Math.round(seconds * contract.features().rate()))
                .filter(lag -> lag < contract.window().steps()).distinct().limit(Math.max(1, MAX_RIDGE_WIDTH / columns))
                .toArray();
    }
}
