package org.rapport.training.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.rapport.training.fit.EpochResult;
import org.rapport.training.fit.RunFolder;
import org.rapport.training.report.CrossValidation;
import org.rapport.training.report.Tuning;
import org.rapport.training.study.StudyException;
import org.rapport.training.tune.TrialsFile;

/** What came of all parts of a {@link Purpose#TUNE search}, from their folders alone. */
public final class TuningResults {
    private final PartList list;
    private final Path runs;

    /** @param runs the folder with all run folders */
    public TuningResults(PartList list, Path runs) {
        this.list = list;
        this.runs = runs;
    }

    /** @throws StudyException if a part is not done, with the names of all that are not */
    public Tuning tuning() throws IOException, StudyException {
        new Done(list, runs).require();
        List<Tuning.Found> folds = new ArrayList<>();
        List<Tuning.Found> chosen = new ArrayList<>();
        List<CrossValidation.Run> made = new ArrayList<>();
        for (Part part : list.parts()) {
            Path place = runs.resolve(part.name());
            Tuning.Found found = new Tuning.Found(part.name(), TrialsFile.open(place, PartRun.madeWith(list, part)).results());
            if (part.split().folds() == 0) {
                chosen.add(found);
                continue;
            }
            folds.add(found);
            EpochResult best = RunFolder.read(PartRun.chosenRun(place)).best().orElseThrow();
            PartResults results = PartRun.results(list, part, runs).orElseThrow();
            made.add(new CrossValidation.Run(part.name(), part.seed(), best.epoch(), best.score(), results.evaluation()));
        }
        return new Tuning(list.recipe().search(), chosen.get(0), folds,
                CrossValidation.of(list.title(), made, Processors.warnings(list, runs)));
    }
}
