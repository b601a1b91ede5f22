package org.rapport.training.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.training.evaluation.Evaluation;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.fit.Sides;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.WindowOptions;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * The recipe that was scored, trained once more on all sessions of the study: for as many epochs as were best while some were
 * kept for validation, and with the calibration that was found on those.
 */
public final class Refit {
    private static final String EPOCHS = "refitEpochs";

    private final double labelLag;
    private final Sides sides;
    private final Contract contract;
    private final Members members;

    private Refit(double labelLag, Sides sides, Contract contract, Members members) {
        this.labelLag = labelLag;
        this.sides = sides;
        this.contract = contract;
        this.members = members;
    }

    /**
     * Makes or finds the features of all sessions, also of those that no side of a split takes, and finds out whether all can be
     * learned from together: better before the trainings than after them.
     */
    public static void load(Study study, Recordings recordings, WindowOptions window, Progress progress, BooleanSupplier stop)
            throws IOException {
        Experiment.load(study.sessions(), recordings, progress, stop);
        double some = Double.isNaN(study.labelLag()) ? 0 : study.labelLag();
        ContractDraft.of(study, window, sides(study, recordings, some), true);
    }

    /**
     * Comes after {@link #load}.
     *
     * @param chosen what was found out by the trainings before
     * @param options of those trainings, with the first seed
     * @param folder of its own runs, which goes on if it was stopped
     * @param more what else decides a run, name to value
     * @param restart whether to begin anew what is there
     */
    public static Refit prepare(Study study, Recordings recordings, Chosen chosen, TrainingOptions options, Path folder,
            Map<String, String> more, boolean restart, Progress progress) throws IOException {
        double lag = Experiment.labelLag(study, options.window(), progress,
                seconds -> sides(study, recordings, seconds).training());
        Sides sides = sides(study, recordings, lag);
        Contract draft = ContractDraft.of(study, options.window(), sides, true).withMasks(options.network().masks());
        Contract contract = draft.withTargets(chosen.calibrate(draft.targets())).withTrainedOn(new Contract.Study(study.name(),
                study.hash(), study.synthetic(), Optional.of(Familiarity.learned(study, study.sessions()))));
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("study", study.hash());
        settings.put("labelLag", String.valueOf(lag));
        settings.putAll(options.settings());
        settings.put(EPOCHS, chosen.epochs().toString());
        return new Refit(lag, sides, contract,
                new Members(options, restart ? RunFolder.create(folder, settings) : open(folder, settings), chosen.epochs()));
    }

    private static Sides sides(Study study, Recordings recordings, double lag) {
        return new Sides(study.sessions().stream().map(session -> recordings.get(session, lag)).toList(), List.of(), List.of());
    }

    /** Begins anew where other epochs are the best now, since the trainings before went on. */
    private static RunFolder open(Path folder, Map<String, String> settings) throws IOException, StudyException {
        String before = RunFolder.settings(folder).getOrDefault(EPOCHS, settings.get(EPOCHS));
        return before.equals(settings.get(EPOCHS)) ? RunFolder.open(folder, settings) : RunFolder.create(folder, settings);
    }

    /** @return whether it came to the end */
    public boolean train(Progress progress, BooleanSupplier stop)
            throws StudyException, ModelException, IOException, InterruptedException {
        progress.say(String.format(Locale.ROOT, "once more, on all %d sessions; epochs: %s", sides.training().size(),
                TrainedModel.words(members.known())));
        return members.train(contract, sides, progress, stop);
    }

    /**
     * Writes the model folder.
     *
     * @param evaluation of the trainings before
     */
    public void write(Path out, Evaluation evaluation) throws StudyException, ModelException, IOException {
        int sessions = sides.training().size();
        TrainedModel.refitted(contract, members, sessions).write(out, evaluation.refitted(sessions, labelLag));
    }
}
