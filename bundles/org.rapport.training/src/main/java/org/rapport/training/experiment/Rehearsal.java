package org.rapport.training.experiment;

import java.util.List;

import org.rapport.model.Contract;
import org.rapport.training.features.Recordings;
import org.rapport.training.fit.ContractDraft;
import org.rapport.training.fit.Progress;
import org.rapport.training.fit.TrainingOptions;
import org.rapport.training.fit.TrainingRun;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/** All of a training up to its first step, by the same code, to find out whether it would be refused. */
public final class Rehearsal {
    private final Study study;
    private final List<SplitOptions> splits;
    private final TrainingOptions options;

    public Rehearsal(Study study, List<SplitOptions> splits, TrainingOptions options) {
        this.study = study;
        this.splits = splits;
        this.options = options;
    }

    /** @throws StudyException if there are too few people for the split */
    public void split() throws StudyException {
        for (SplitOptions one : splits) {
            Splitter.split(study, one);
        }
    }

    /**
     * Everything else.
     *
     * @param recordings that have made the features of all sessions
     * @param told takes what a training would say meanwhile
     */
    public void prepare(Recordings recordings, Progress told) throws StudyException {
        Experiment.refuseTwins(study.sessions(), recordings);
        for (SplitOptions one : splits) {
            Experiment experiment = Experiment.of(study, Splitter.split(study, one), recordings, options.window(), told);
            Contract contract = ContractDraft.of(study, options.window(), experiment.sides(), experiment.ofWholeSessions())
                    .withMasks(options.network().masks());
            InputWarnings.of(contract, experiment.sides().all()).forEach(told::say);
            TrainingRun.windows(contract, options, experiment.sides());
        }
    }
}
