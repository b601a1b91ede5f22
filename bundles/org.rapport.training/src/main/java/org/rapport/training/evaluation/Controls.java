package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    /** Forms of a recording that there always are. */
    private static final int ALWAYS = 4;

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
        List<List<Series>> passes = IntStream.range(0, recordings.size()).parallel().mapToObj(i -> model.predict(forms(i)))
                .toList();
        List<Series> predicted = form(passes, 0);
        add("model", "the model", predicted);
        if (Calibrating.isUsed(targets)) {
            List<Calibration> calibrations = targets.stream().map(Contract.Target::calibration).toList();
            add("uncalibrated", "the model before its calibration",
                    predicted.stream().map(series -> Calibrating.undo(series, calibrations)).toList());
        }
        List<Series> pseudoDyads = passes.stream().filter(pass -> pass.size() > ALWAYS).map(pass -> pass.get(ALWAYS)).toList();
        if (!pseudoDyads.isEmpty()) {
            add("pseudo-dyad", "the model with the emitter of another session", pseudoDyads);
        }
        add("time-shift", "the model with the emitter half a session off", form(passes, 1));
        List<List<Series>> fitted = known.parallelStream()
                .map(series -> model.predict(List.of(emitterOnly(series.recording()), receiverOnly(series.recording()))))
                .toList();
        calibrated("emitter-only", "the model without anything of the receiver", form(passes, 2), form(fitted, 0));
        calibrated("receiver-only", "the model without anything of the emitter", form(passes, 3), form(fitted, 1));
        return this;
    }

    /** A recording as it is, and what is predicted beside it; as the last the pseudo-dyad, if there is one. */
    private List<Recording> forms(int number) {
        Recording one = recordings.get(number);
        Recording shifted = one.with(one.emitter().shifted(one.rows() / 2), one.receiver());
        return Stream.concat(Stream.of(one, shifted, emitterOnly(one), receiverOnly(one)),
                wrong(number).map(one::withEmitterOf).stream()).toList();
    }

    private static Recording emitterOnly(Recording one) {
        return one.with(one.emitter(), one.receiver().missing());
    }

    private static Recording receiverOnly(Recording one) {
        return one.with(one.emitter().missing(), one.receiver());
    }

    private static List<Series> form(List<List<Series>> passes, int form) {
        return passes.stream().map(pass -> pass.get(form)).toList();
    }

    /** Another way to predict, on the very rows of the model, which comes first. */
    public Controls other(String name, String meaning, RowPredictor predictor) {
        UnaryOperator<Series> prediction = series -> predictor.predict(series.recording(), series.rows());
        calibrated(name, meaning, each(conditions.get(0).series(), prediction), each(known, prediction));
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

    /**
     * Adds predictions that are calibrated as the model is.
     *
     * @param fitted those of the validation sessions
     */
    private void calibrated(String name, String meaning, List<Series> predicted, List<Series> fitted) {
        if (known.isEmpty()) {
            add(name, meaning, predicted);
            return;
        }
        known = IntStream.range(0, known.size()).mapToObj(i -> new Series(known.get(i).recording(), fitted.get(i).rows(),
                fitted.get(i).predictions(), fitted.get(i).labels())).toList();
        List<Calibration> calibrations = Calibrating.fit(fitted, targets);
        add(name, meaning, predicted.stream().map(series -> Calibrating.apply(series, calibrations)).toList());
    }

    /** In order, several at a time. */
    private static List<Series> each(List<Series> all, UnaryOperator<Series> prediction) {
        return all.parallelStream().map(prediction).toList();
    }

    private void add(String name, String meaning, List<Series> series) {
        conditions.add(Condition.of(name, meaning, targets.stream().map(Contract.Target::name).toList(), series));
    }

    /** The next recording of another emitter; none if there is only one emitter. */
    private Optional<Recording> wrong(int own) {
        String emitter = recordings.get(own).session().emitter();
        return IntStream.range(1, strangers.size()).mapToObj(step -> strangers.get((own + step) % strangers.size()))
                .filter(other -> !other.session().emitter().equals(emitter)).findFirst();
    }
}
