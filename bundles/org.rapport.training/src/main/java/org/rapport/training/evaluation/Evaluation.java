package org.rapport.training.evaluation;

import java.util.List;
import java.util.Optional;

import org.rapport.model.Contract;

/**
 * How good a model is, and how good it would look without having learned anything.
 *
 * @param split how training and test data are apart, in words
 * @param leaking whether people of the test data, or even their recordings, were learned from
 * @param data what was predicted
 * @param labelLag seconds by which labels were moved
 * @param conditions the model first, then the controls
 * @param intervals one for each target
 */
public record Evaluation(String split, boolean leaking, Contract.Study data, double labelLag, List<Condition> conditions,
        List<Conformal> intervals) {

    public Condition model() {
        return conditions.get(0);
    }

    public Optional<Condition> condition(String name) {
        return conditions.stream().filter(condition -> condition.name().equals(name)).findFirst();
    }

    /** What every report begins with. */
    public String title() {
        return (data.synthetic() ? "synthetic data: " : "") + data.name() + ", " + split;
    }
}
