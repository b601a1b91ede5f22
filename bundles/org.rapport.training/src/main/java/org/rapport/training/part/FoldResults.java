package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.rapport.model.ModelException;
import org.rapport.model.folder.ModelFolder;
import org.rapport.training.experiment.Chosen;
import org.rapport.training.experiment.Refit;
import org.rapport.training.experiment.TrainedModel;
import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.CrossValidationFiles;
import org.rapport.training.study.StudyException;

/**
 * What came of all parts of a {@link Purpose#TRAIN training}, from their run folders alone. In memory are the predictions of all
 * runs, those of the controls too.
 */
public final class FoldResults {
    private final PartList list;
    private final Path runs;

    /** @param runs the folder with all run folders */
    public FoldResults(PartList list, Path runs) {
        this.list = list;
        this.runs = runs;
    }

    /** @throws StudyException if a part is not done, with the names of all that are not */
    public CrossValidation validation() throws IOException, StudyException {
        new Done(list, runs).require();
        List<CrossValidation.Run> made = new ArrayList<>();
        for (Part part : list.parts()) {
            EpochResult best = RunFolder.read(runs.resolve(part.name())).best().orElseThrow();
            PartResults results = PartRun.results(list, part, runs).orElseThrow();
            made.add(new CrossValidation.Run(part.name(), part.seed(), best.epoch(), best.score(), results.evaluation()));
        }
        return CrossValidation.of(list.title(), made, Processors.warnings(list, runs));
    }

    /**
     * Writes the model of the best run, with the scores of its own test sessions and those of all runs beside. Its intervals are
     * those of all runs: every dyad is tested once by a model that was made in the same way.
     */
    public void write(Path out, CrossValidation validation) throws StudyException, ModelException, IOException {
        CrossValidation.Run best = validation.best();
        Path place = runs.resolve(best.name());
        TrainedModel.best(ModelFolder.readContract(place), list.recipe().options().withSeed(best.seed()), RunFolder.read(place))
                .write(out, best.evaluation().withIntervals(validation.pooled().intervals()));
        CrossValidationFiles.write(out, validation);
    }

    /**
     * Writes a model that learned once more from all sessions, with the scores of all runs together: every dyad is tested by a
     * model that was made in the same way without it.
     */
    public void write(Path out, CrossValidation validation, Refit refit) throws StudyException, ModelException, IOException {
        refit.write(out, validation.pooled());
        CrossValidationFiles.write(out, validation);
    }

    /** What all runs found out on sessions that they did not learn from. */
    public Chosen chosen() throws StudyException, ModelException, IOException {
        List<Chosen> all = new ArrayList<>();
        for (Part part : list.parts()) {
            Path place = runs.resolve(part.name());
            all.add(TrainedModel
                    .best(ModelFolder.readContract(place), list.recipe().options().withSeed(part.seed()), RunFolder.read(place))
                    .chosen());
        }
        return Chosen.together(all);
    }
}
