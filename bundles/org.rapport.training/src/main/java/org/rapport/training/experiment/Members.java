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
 * @param known for how many epochs each is trained, where that is known and the last counts; empty where the best does
 */
record Members(TrainingOptions options, RunFolder run, List<Integer> known) {
    private static final long SEEDS_APART = 1000;

    /** Those of which the best epochs on validation count. */
    Members(TrainingOptions options, RunFolder run) {
        this(options, run, List.of());
    }

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
        TrainingOptions own = options.withSeed(options.seed() + SEEDS_APART * (member - 1));
        return known.isEmpty() ? own : own.withEpochs(known.get(member - 1));
    }

    private RunFolder folder(int member) throws IOException, StudyException {
        if (member == 1) {
            return run;
        }
        Map<String, String> settings = new LinkedHashMap<>(run.settings());
        settings.put("seed", String.valueOf(options(member).seed()));
        return RunFolder.open(run.folder().resolve(RunFolder.member(member)), settings);
    }

    /** Each as it counts, to predict together. */
    Ensemble networks() throws IOException, StudyException, ModelException {
        List<Trainer> trainers = new ArrayList<>();
        try {
            for (int member = 1; member <= options.ensemble(); member++) {
                trainers.add(known.isEmpty() ? folder(member).bestTrainer(options.network().architecture())
                        : folder(member).lastTrainer(options.network().architecture()));
            }
            return new Ensemble(trainers);
        } catch (IOException | ModelException | RuntimeException e) {
            trainers.forEach(Trainer::close);
            throw e;
        }
    }

    /** After how many epochs each counts. */
    List<Integer> epochs() throws IOException, StudyException {
        if (!known.isEmpty()) {
            return known;
        }
        List<Integer> epochs = new ArrayList<>();
        for (int member = 1; member <= options.ensemble(); member++) {
            epochs.add(folder(member).best().orElseThrow().epoch());
        }
        return epochs;
    }
}
