package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.Scores;
import org.rapport.model.network.Ensemble;
import org.rapport.training.data.Recording;
import org.rapport.training.evaluation.Calibrating;
import org.rapport.training.evaluation.Condition;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.evaluation.Evaluator;
import org.rapport.training.evaluation.Predictor;
import org.rapport.training.evaluation.Series;
import org.rapport.training.evaluation.TrainerPredictor;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.TrainingRun;
import org.rapport.training.study.StudyException;

/** Trains a model on the data of an experiment, scores it and writes it. */
public final class Fitting {
    private final Experiment experiment;
    private final TrainingOptions options;
    private final RunFolder folder;
    private final Contract contract;
    private final Members members;
    /** Of the best networks; null before it is asked for. */
    private Contract calibrated;

    public Fitting(Experiment experiment, TrainingOptions options, RunFolder folder) throws StudyException {
        this.experiment = experiment;
        this.options = options;
        this.folder = folder;
        this.members = new Members(options, folder);
        Contract draft = ContractDraft.of(experiment.study(), options.window(), experiment.sides(), experiment.ofWholeSessions())
                .withMasks(options.network().masks());
        this.contract = draft.withTrainedOn(new Contract.Study(draft.trainedOn().name(), draft.trainedOn().hash(),
                draft.trainedOn().synthetic(), Optional.of(Familiarity.learned(experiment.study(), experiment.split()))));
    }

    /** What of the input counts for less than it seems, a line for each channel. */
    public List<String> warnings() {
        return InputWarnings.of(contract, experiment.sides().all());
    }

    /** @return whether it came to the end; of all its networks; see {@link TrainingRun#run} */
    public boolean train(Progress progress, BooleanSupplier stop)
            throws StudyException, ModelException, IOException, InterruptedException {
        calibrated = null;
        return members.train(contract, experiment.sides(), progress, stop);
    }

    private Ensemble best() throws StudyException, ModelException, IOException {
        return members.networks();
    }

    /** Scores the best epoch on the test side, beside all controls. */
    public Evaluation evaluate() throws StudyException, ModelException, IOException {
        return evaluate(OtherClocks.NONE);
    }

    /** The same, and what it predicts on other clocks. */
    public Evaluation evaluate(OtherClocks clocks) throws StudyException, ModelException, IOException {
        try (Ensemble best = best()) {
            Contract calibrated = calibrated(best);
            Predictor model = new TrainerPredictor(best, calibrated, options.window().liveHop());
            return new Evaluator(calibrated, experiment.sides().training(), experiment.sessions(), experiment.labelLag(),
                    options.calibrated())
                    .evaluate(model, experiment.split().description(), experiment.split().protocol().isLeaking(),
                            experiment.sides().validation(), experiment.sides().test())
                    .withClocks(clocks.predict(model, contract.targetNames()));
        }
    }

    /** The best epoch's predictions of the test side, changed in several ways; name of the change to what came of it. */
    public Map<String, Condition> predict(Map<String, UnaryOperator<Recording>> changes)
            throws StudyException, ModelException, IOException {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        try (Ensemble best = best()) {
            Predictor predictor = new TrainerPredictor(best, calibrated(best), options.window().liveHop());
            changes.forEach((name, change) -> conditions.put(name, Condition.of(name, name, contract.targetNames(),
                    experiment.sides().test().stream().map(change).map(predictor::predict).toList())));
        }
        return conditions;
    }

    /**
     * The best epoch's predictions of the test side at another step of the window than the one that counts live.
     *
     * @param lookAhead how many steps of the window come after it
     */
    public List<Series> predict(int lookAhead) throws StudyException, ModelException, IOException {
        Contract.Window window = new Contract.Window(contract.window().steps(), contract.window().hop(), lookAhead);
        try (Ensemble best = best()) {
            Predictor predictor = new TrainerPredictor(best, calibrated(best).withWindow(window), options.window().liveHop());
            return experiment.sides().test().stream().map(predictor::predict).toList();
        }
    }

    /** As it is written. */
    public Contract calibrated() throws StudyException, ModelException, IOException {
        try (Ensemble best = best()) {
            return calibrated(best);
        }
    }

    /** The best epoch. */
    public TrainedModel trained() throws StudyException, ModelException, IOException {
        return TrainedModel.best(calibrated(), options, folder);
    }

    /** With the calibration that fits the validation side, where one is wanted. */
    private Contract calibrated(Ensemble best) {
        if (!options.calibrated()) {
            return contract;
        }
        if (calibrated == null) {
            Predictor predictor = new TrainerPredictor(best, contract, options.window().liveHop());
            List<Series> validation = experiment.sides().validation().parallelStream().map(predictor::predict).toList();
            calibrated = contract
                    .withTargets(Calibrating.targets(contract.targets(), Calibrating.fit(validation, contract.targets())));
        }
        return calibrated;
    }

    /** What the network takes. */
    public Contract contract() {
        return contract;
    }
}
