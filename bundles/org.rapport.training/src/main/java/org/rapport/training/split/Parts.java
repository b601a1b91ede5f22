package org.rapport.training.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Things that stay together, shuffled and dealt to training, validation and test. Without folds a tenth, but at least one, each
 * for validation and test; with folds the test sets share out all, and validation gets a tenth of what is left, another one in
 * each fold: were it always the same, an odd person in it would choose the epoch of every model.
 */
record Parts<T>(List<T> training, List<T> validation, List<T> test) {

    /** At least three things, and as many as there are folds. */
    static <T> Parts<T> of(List<T> things, SplitOptions options) {
        return of(things, options, options.seed(), 1);
    }

    /**
     * The same by another seed.
     *
     * @param least how many things there are at least for validation, and without folds for test
     */
    static <T> Parts<T> of(List<T> things, SplitOptions options, long seed, int least) {
        List<T> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, new Random(seed));
        int part = Math.max(least, Math.round(shuffled.size() * 0.1f));
        if (options.folds() == 0) {
            return new Parts<>(shuffled.subList(2 * part, shuffled.size()), shuffled.subList(0, part),
                    shuffled.subList(part, 2 * part));
        }
        List<T> test = new ArrayList<>();
        List<T> rest = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i++) {
            (i % options.folds() == options.fold() - 1 ? test : rest).add(shuffled.get(i));
        }
        Collections.rotate(rest, -(options.fold() - 1) * part);
        return new Parts<>(rest.subList(part, rest.size()), rest.subList(0, part), test);
    }

    /** How many things a split needs: one for each side. Of two folds one has half of them in its test side. */
    static int needed(SplitOptions options) {
        return options.folds() == 2 ? 4 : Math.max(3, options.folds());
    }
}
