package org.rapport.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.rapport.training.data.Recording;

/** What a model's score must be read beside: the same labels predicted without some or all of what it uses. */
public final class Controls {
    private static final long SEED = 1;

    private final List<String> targets;
    private final List<Recording> recordings;
    private final List<Recording> strangers;
    private final List<Condition> conditions = new ArrayList<>();

    /**
     * @param targets the names of what is predicted
     * @param recordings those to predict
     * @param sessions others, whose emitters make pseudo-dyads where all that are predicted show the same one; may be empty
     */
    public Controls(List<String> targets, List<Recording> recordings, List<Recording> sessions) {
        this.targets = targets;
        this.recordings = recordings;
        this.strangers = Stream.concat(recordings.stream(), sessions.stream()).toList();
    }

    /** All there are so far. */
    public List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** The model itself, then the same model with signals that are not those of this dyad at this time. */
    public Controls model(Predictor model) {
        add("model", "the model", recordings, model);
        List<Recording> pseudoDyads = pseudoDyads();
        if (!pseudoDyads.isEmpty()) {
            add("pseudo-dyad", "the model with the emitter of another session", pseudoDyads, model);
        }
        add("time-shift", "the model with the emitter half a session off",
                changed(one -> one.with(one.emitter().shifted(one.rows() / 2), one.receiver())), model);
        add("emitter-only", "the model without anything of the receiver",
                changed(one -> one.with(one.emitter(), one.receiver().missing())), model);
        add("receiver-only", "the model without anything of the emitter",
                changed(one -> one.with(one.emitter().missing(), one.receiver())), model);
        return this;
    }

    /** Another way to predict. */
    public Controls other(String name, String meaning, Predictor predictor) {
        add(name, meaning, recordings, predictor);
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
        conditions.add(condition("interpolation", "no signal: own labels interpolated, samples mixed 80/10/10 (leaking)",
                model.stream().map(series -> LabelControls.interpolated(series, random)).toList()));
        conditions.add(condition("own-mean", "no signal: each recording's own mean label (known only afterwards)",
                model.stream().map(LabelControls::mean).toList()));
        List<Series> others = model.stream().map(series -> LabelControls.others(series, sessions)).flatMap(Optional::stream)
                .toList();
        if (!others.isEmpty()) {
            conditions.add(
                    condition("other-raters", "no signal: mean label of others at the same moment of the same stimulus", others));
        }
        return this;
    }

    private void add(String name, String meaning, List<Recording> changed, Predictor predictor) {
        conditions.add(condition(name, meaning, changed.stream().map(predictor::predict).toList()));
    }

    private Condition condition(String name, String meaning, List<Series> series) {
        return Condition.of(name, meaning, targets, series);
    }

    private List<Recording> changed(UnaryOperator<Recording> change) {
        return recordings.stream().map(change).toList();
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
