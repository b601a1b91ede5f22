package org.rapport.training.part;

import java.util.List;
import java.util.Map;

import org.rapport.model.Contract;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;

/**
 * What a part predicted, so that a report need not predict again.
 *
 * @param madeWith what decides it, name to value
 * @param reason why it could not be made; empty if it was
 * @param split how training and test data are apart, in words
 * @param sides how many sessions are on each side, in words
 * @param leaking whether people of the test data were learned from
 * @param data what was predicted
 * @param labelLag seconds by which labels were moved
 * @param conditions by what they are for
 */
public record PartResults(Map<String, String> madeWith, String reason, String split, String sides, boolean leaking,
        Contract.Study data, double labelLag, Map<String, List<Condition>> conditions) {
    /** The model beside its controls. */
    static final String EVALUATION = "evaluation";
    /** The model alone. */
    static final String ROW = "row";
    /** The model on the clock that recorded, and on others. */
    static final String CLOCKS = "clocks";
    /** Without each modality at test time. */
    static final String WITHOUT = "without";
    /** With parts of the input missing, by per cent. */
    static final String MISSING = "missing";
    /** At another step of the window. */
    static final String DELAYS = "delays";

    List<Condition> of(String what) {
        return conditions.getOrDefault(what, List.of());
    }

    /** As it was scored where it was trained. */
    Evaluation evaluation() {
        return Evaluation.of(split, leaking, data, labelLag, of(EVALUATION)).withClocks(of(CLOCKS));
    }
}
