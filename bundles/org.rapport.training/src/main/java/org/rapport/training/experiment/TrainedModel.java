package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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

/** What came of a training. */
public final class TrainedModel {
    private final Contract contract;
    private final Members members;
    private final String epochs;

    private TrainedModel(Contract contract, Members members, String epochs) {
        this.contract = contract;
        this.members = members;
        this.epochs = epochs;
    }

    /**
     * The best epoch of a training.
     *
     * @param contract with the calibration that fits the validation side, where one is wanted
     * @param options it was trained with
     * @param folder of its run
     */
    public static TrainedModel best(Contract contract, TrainingOptions options, RunFolder folder)
            throws StudyException, IOException {
        Members members = new Members(options, folder);
        return new TrainedModel(contract, members,
                folder.epochs().size() + ", of which the best on validation was " + words(members.epochs()));
    }

    /** The last epoch of a training on all sessions. */
    static TrainedModel refitted(Contract contract, Members members, int sessions) throws StudyException, IOException {
        return new TrainedModel(contract, members, words(members.epochs()) + ", on all " + sessions
                + " sessions; the scores are of the same recipe without the sessions that it was scored on");
    }

    static String words(List<Integer> epochs) {
        return epochs.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** What a training on all sessions would need to know of this one. */
    public Chosen chosen() throws StudyException, IOException {
        return new Chosen(members.epochs(), List.of(contract.targets().stream().map(Contract.Target::calibration).toList()));
    }

    /** Writes it as a model folder, with its scores and its card. */
    public void write(Path out, Evaluation evaluation) throws StudyException, ModelException, IOException {
        Contract scored = contract.withEvaluation(new Contract.Evaluation(evaluation.split(), scores(evaluation)));
        try (Ensemble networks = members.networks()) {
            ModelFolder.write(out, scored, networks);
        }
        EvaluationFiles.write(out, evaluation);
        Map<String, String> training = new LinkedHashMap<>(members.options().settings());
        training.put("labelLag", evaluation.labelLag() + " s");
        training.put("epochs", epochs);
        new ModelCard(scored, evaluation, training).write(out);
    }

    private Map<String, Double> scores(Evaluation evaluation) throws StudyException, IOException {
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
        scores.put("epoch", (double) members.epochs().get(0));
        return scores;
    }
}
