package org.rapport.training.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.Trainer;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.TrainingRun;
import org.rapport.training.study.StudyException;

/**
 * The networks of one training: a run for each seed, on the same data. The first is the run itself; those of the others are in
 * its folder.
 *
 * @param options with the first seed
 * @param run the first one's
 */
record Members(TrainingOptions options, RunFolder run) {
    private static final long SEEDS_APART = 1000;

    /** @return whether all came to their end */
    boolean train(Contract contract, Sides sides, Progress progress, BooleanSupplier stop)
            throws StudyException, ModelException, IOException, InterruptedException {
        for (int member = 1; member <= options.ensemble(); member++) {
            Progress own = options.ensemble() == 1 ? progress : progress.named("network " + member);
            if (!new TrainingRun(contract, options(member), sides, folder(member), own, stop).run()) {
                return false;
            }
        }
        return true;
    }

    /** Far apart, so that trainings with the seeds 1, 2 and 3 have no network in common. */
    private TrainingOptions options(int member) {
        return options.withSeed(options.seed() + SEEDS_APART * (member - 1));
    }

    private RunFolder folder(int member) throws IOException, StudyException {
        if (member == 1) {
            return run;
        }
        Map<String, String> settings = new LinkedHashMap<>(run.settings());
        settings.put("seed", String.valueOf(options(member).seed()));
        return RunFolder.open(run.folder().resolve(RunFolder.member(member)), settings);
    }

    /** The best epoch of each, to predict together. */
    Ensemble best() throws IOException, StudyException, ModelException {
        List<Trainer> trainers = new ArrayList<>();
        try {
            for (int member = 1; member <= options.ensemble(); member++) {
                trainers.add(folder(member).bestTrainer(options.network().architecture()));
            }
            return new Ensemble(trainers);
        } catch (IOException | ModelException | RuntimeException e) {
            trainers.forEach(Trainer::close);
            throw e;
        }
    }

    /** The number of the best epoch of each. */
    List<Integer> bestEpochs() throws IOException, StudyException {
        List<Integer> epochs = new ArrayList<>();
        for (int member = 1; member <= options.ensemble(); member++) {
            epochs.add(folder(member).best().orElseThrow().epoch());
        }
        return epochs;
    }
}
