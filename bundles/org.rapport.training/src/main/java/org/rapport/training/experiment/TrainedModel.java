package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.folder.ModelFolder;
import org.rapport.model.network.Ensemble;
import org.rapport.training.evaluation.Conformal;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.report.EvaluationFiles;
import org.rapport.training.report.Measure;
import org.rapport.training.report.ModelCard;
import org.rapport.training.study.StudyException;

/**
 * What came of a training.
 *
 * @param contract with the calibration that fits the validation side, where one is wanted
 * @param options it was trained with
 * @param folder of its run
 */
public record TrainedModel(Contract contract, TrainingOptions options, RunFolder folder) {

    /** Writes the best epoch as a model folder, with its scores and its card. */
    public void write(Path out, Evaluation evaluation) throws StudyException, ModelException, IOException {
        Members members = new Members(options, folder);
        Contract scored = contract.withEvaluation(new Contract.Evaluation(evaluation.split(), scores(evaluation)));
        try (Ensemble best = members.best()) {
            ModelFolder.write(out, scored, best);
        }
        EvaluationFiles.write(out, evaluation);
        Map<String, String> training = new LinkedHashMap<>(options.settings());
        training.put("labelLag", evaluation.labelLag() + " s");
        training.put("epochs", folder.epochs().size() + ", of which the best on validation was "
                + members.bestEpochs().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        new ModelCard(scored, evaluation, training).write(out);
    }

    private int bestEpoch() {
        return folder.best().orElseThrow().epoch();
    }

    private Map<String, Double> scores(Evaluation evaluation) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            evaluation.model().targets()
                    .forEach(target -> scores.put(target.name() + "." + measure.key(), measure.of(target.pooled())));
        }
        evaluation.condition("pseudo-dyad").ifPresent(pseudo -> pseudo.targets()
                .forEach(target -> scores.put("pseudo-dyad." + target.name() + ".ccc", target.pooled().ccc())));
        for (Conformal interval : evaluation.intervals()) {
            if (Double.isFinite(interval.halfWidth())) {
                scores.put(interval.target() + ".halfWidth90", interval.halfWidth());
            }
        }
        scores.put("epoch", (double) bestEpoch());
        return scores;
    }
}
