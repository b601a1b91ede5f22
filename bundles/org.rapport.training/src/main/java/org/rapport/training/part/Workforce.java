package org.rapport.training.part;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.rapport.training.fit.Progress;

/** Those who do parts: this process, or others. */
@FunctionalInterface
public interface Workforce {
    /**
     * Does all of them that are not done yet.
     *
     * @return whether all are done; not if it was stopped
     */
    boolean run(List<Part> parts, Progress progress, BooleanSupplier stop) throws Exception;
}
