package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.model.Calibration;
import org.rapport.model.Contract;
import org.rapport.training.data.Recording;

/**
 * What a model's score must be read beside: the same labels predicted without some or all of what it uses. Where the model is
 * calibrated, so is each of them, on the same sessions in the same way.
 */
public final class Controls {
    private static final long SEED = 1;

    private final List<Contract.Target> targets;
    private final List<Recording> recordings;
    private final List<Recording> strangers;
    private final List<Condition> conditions = new ArrayList<>();
    /** The validation sessions, with the rows that are predicted once there was a pass over them. */
    private List<Series> known;

    /**
     * @param targets what is predicted, with the model's calibration
     * @param recordings those to predict
     * @param sessions others, whose emitters make pseudo-dyads where all that are predicted show the same one; may be empty
     * @param validation what controls are calibrated on; empty for no calibration of their own
     */
    public Controls(List<Contract.Target> targets, List<Recording> recordings, List<Recording> sessions,
            List<Recording> validation) {
        this.targets = List.copyOf(targets);
        this.recordings = recordings;
        this.strangers = Stream.concat(recordings.stream(), sessions.stream()).toList();
        this.known = validation.stream().map(one -> new Series(one, new int[0], new float[0][], new float[0][])).toList();
    }

    /** All there are so far. */
    public List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** The model itself, then the same model with signals that are not those of this dyad at this time. */
    public Controls model(Predictor model) {
        List<Series> predicted = each(recordings, model::predict);
        add("model", "the model", predicted);
        if (Calibrating.isUsed(targets)) {
            List<Calibration> calibrations = targets.stream().map(Contract.Target::calibration).toList();
            add("uncalibrated", "the model before its calibration",
                    predicted.stream().map(series -> Calibrating.undo(series, calibrations)).toList());
        }
        List<Recording> pseudoDyads = pseudoDyads();
        if (!pseudoDyads.isEmpty()) {
            add("pseudo-dyad", "the model with the emitter of another session", each(pseudoDyads, model::predict));
        }
        add("time-shift", "the model with the emitter half a session off",
                each(recordings, one -> model.predict(one.with(one.emitter().shifted(one.rows() / 2), one.receiver()))));
        blinded("emitter-only", "the model without anything of the receiver", model,
                one -> one.with(one.emitter(), one.receiver().missing()));
        blinded("receiver-only", "the model without anything of the emitter", model,
                one -> one.with(one.emitter().missing(), one.receiver()));
        return this;
    }

    private void blinded(String name, String meaning, Predictor model, UnaryOperator<Recording> change) {
        calibrated(name, meaning, series -> model.predict(change.apply(series.recording())));
    }

    /** Another way to predict, on the very rows of the model, which comes first. */
    public Controls other(String name, String meaning, RowPredictor predictor) {
        calibrated(name, meaning, series -> predictor.predict(series.recording(), series.rows()));
        return this;
    }

    /**
     * Predictions from labels alone.
     *
     * @param sessions whole sessions, of which those with the same stimulus tell what others felt
     */
    public Controls labels(List<Recording> sessions) {
        List<Series> model = conditions.get(0).series();
        Random random = new Random(SEED);
        add("interpolation", "no signal: own labels interpolated, samples mixed 80/10/10 (leaking)",
                model.stream().map(series -> LabelControls.interpolated(series, random)).toList());
        add("own-mean", "no signal: each recording's own mean label (known only afterwards)",
                model.stream().map(LabelControls::mean).toList());
        List<Series> others = model.stream().map(series -> LabelControls.others(series, sessions)).flatMap(Optional::stream)
                .toList();
        if (!others.isEmpty()) {
            add("other-raters", "no signal: mean label of others at the same moment of the same stimulus", others);
        }
        return this;
    }

    /** Adds predictions that are calibrated as the model is. */
    private void calibrated(String name, String meaning, UnaryOperator<Series> other) {
        List<Series> predicted = each(conditions.get(0).series(), other);
        if (known.isEmpty()) {
            add(name, meaning, predicted);
            return;
        }
        List<Series> fitted = each(known, other);
        known = IntStream.range(0, known.size()).mapToObj(i -> new Series(known.get(i).recording(), fitted.get(i).rows(),
                fitted.get(i).predictions(), fitted.get(i).labels())).toList();
        List<Calibration> calibrations = Calibrating.fit(fitted, targets);
        add(name, meaning, predicted.stream().map(series -> Calibrating.apply(series, calibrations)).toList());
    }

    /** In order, several at a time: these passes are most of what scoring takes. */
    private static <T> List<Series> each(List<T> all, Function<T, Series> prediction) {
        return all.parallelStream().map(prediction).toList();
    }

    private void add(String name, String meaning, List<Series> series) {
        conditions.add(Condition.of(name, meaning, targets.stream().map(Contract.Target::name).toList(), series));
    }

    /** Each receiver with the emitter of the next recording of another one; none if there is only one emitter. */
    private List<Recording> pseudoDyads() {
        return IntStream.range(0, recordings.size()).mapToObj(i -> wrong(i).map(recordings.get(i)::withEmitterOf))
                .flatMap(Optional::stream).toList();
    }

    private Optional<Recording> wrong(int own) {
        String emitter = recordings.get(own).session().emitter();
        return IntStream.range(1, strangers.size()).mapToObj(step -> strangers.get((own + step) % strangers.size()))
                .filter(other -> !other.session().emitter().equals(emitter)).findFirst();
    }
}
