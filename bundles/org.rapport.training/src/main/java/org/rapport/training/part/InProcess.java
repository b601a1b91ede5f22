package org.rapport.training.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.rapport.training.experiment.Jobs;
import org.rapport.training.fit.Progress;

/**
 * Parts done in this process.
 *
 * @param run does one
 * @param jobs how many at a time
 */
public record InProcess(PartRun run, Jobs jobs) {

    /**
     * Does all of them that are not done yet.
     *
     * @return whether all are done; not if it was stopped
     */
    public boolean run(List<Part> parts, Progress progress, BooleanSupplier stop) throws Exception {
        List<Jobs.Job<Part>> all = new ArrayList<>();
        for (Part part : parts) {
            Progress own = parts.size() == 1 ? progress : progress.named(part.name());
            all.add(ending -> run.run(part, own, ending) ? Optional.of(part) : Optional.empty());
        }
        return jobs.run(all, stop).isPresent();
    }
}
