package org.rapport.training.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.fit.EpochResult;

/**
 * What came of repeating the paper's experiments on a study.
 *
 * @param full the full model beside all controls
 * @param rows the paper's table, row by row
 * @param importance for each modality of a person, the full model without it at test time
 * @param missing for each part of the input that was taken away, the full model's predictions
 * @param delays predictions that wait for nothing beside those that have seen what follows
 * @param settings what all were trained with, name to value
 */
public record Reproduction(Evaluation full, List<Row> rows, Map<String, Condition> importance, Map<Integer, Condition> missing,
        List<Condition> delays, Map<String, String> settings) {

    /**
     * One row of the paper's Table 2.
     *
     * @param name short, as in files
     * @param title as in the paper
     * @param competence the paper's CCC on IMPRESSION
     * @param warmth likewise
     * @param result what came of it here; empty if it could not be made
     * @param epochs of its training
     * @param reason why it could not be made
     */
    public record Row(String name, String title, double competence, double warmth, Optional<Condition> result,
            List<EpochResult> epochs, String reason) {
    }
}
