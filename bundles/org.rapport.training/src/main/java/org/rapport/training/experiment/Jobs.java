package org.rapport.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Work in parts that know nothing of each other. TensorFlow shares out one pool of threads, one a processor, among all models
 * of a process, so more parts at once use more memory but no more processors.
 *
 * @param atOnce how many parts at a time
 */
public record Jobs(int atOnce) {
    /** One part. */
    @FunctionalInterface
    public interface Job<T> {
        /** @return empty if it was stopped */
        Optional<T> run(BooleanSupplier stop) throws Exception;
    }

    /**
     * Does all parts. If one fails, the others are stopped, and what it threw is thrown when all have ended.
     *
     * @return what came of each, in order; empty if it was stopped
     */
    public <T> Optional<List<T>> run(List<Job<T>> jobs, BooleanSupplier stop) throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        BooleanSupplier ending = () -> failed.get() || stop.getAsBoolean();
        ExecutorService workers = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Optional<T>>> begun = new ArrayList<>();
            for (Job<T> job : jobs) {
                begun.add(workers.submit(() -> run(job, ending, failed)));
            }
            List<T> results = new ArrayList<>();
            for (Future<Optional<T>> one : begun) {
                one.get().ifPresent(results::add);
            }
            return results.size() == jobs.size() ? Optional.of(results) : Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            workers.shutdown(); // no interrupt: it would close the file that a part is writing
            workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private static <T> Optional<T> run(Job<T> job, BooleanSupplier ending, AtomicBoolean failed) throws Exception {
        boolean done = false;
        try {
            Optional<T> result = ending.getAsBoolean() ? Optional.empty() : job.run(ending);
            done = true;
            return result;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }
}
