package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.List;

import org.rapport.training.data.Session;
import org.rapport.training.split.Split;
import org.rapport.training.split.SplitOptions;
import org.rapport.training.split.Splitter;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/**
 * Every fold with every seed: all seeds share the splits, so that they are tested on the same sessions.
 *
 * @param title how training and test data are apart in all of them, in words
 * @param parts the runs to make
 */
public record Plan(String title, List<Part> parts) {

    /**
     * One run to make.
     *
     * @param name of its folder, such as {@code fold-2-seed-1}
     * @param split its data
     * @param seed of the weights, the order and the dropouts
     */
    public record Part(String name, Split split, long seed) {
    }

    /**
     * @param splits all folds, or one split
     * @param first seed
     * @param seeds how many
     * @throws StudyException if the study cannot be split like this
     */
    public static Plan of(Study study, List<SplitOptions> splits, long first, int seeds) throws StudyException {
        List<Part> parts = new ArrayList<>();
        for (SplitOptions options : splits) {
            Split split = Splitter.split(study, options);
            String fold = options.folds() == 0 ? "" : "fold-" + options.fold() + "-";
            for (long seed = first; seed < first + seeds; seed++) {
                parts.add(new Part(fold + "seed-" + seed, split, seed));
            }
        }
        String title = parts.get(0).split().title();
        return new Plan((splits.size() == 1 ? title : title.replaceFirst(" fold 1/(\\d+)", ", all $1 folds"))
                + (seeds == 1 ? "" : ", " + seeds + " seeds"), List.copyOf(parts));
    }

    /** All sessions that any of them needs. */
    public List<Session> sessions() {
        return parts.stream().flatMap(part -> part.split().sessions().stream()).distinct().toList();
    }
}
