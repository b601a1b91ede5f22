package org.rapport.training.command;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.rapport.training.features.StoppedException;

/**
 * Work that ends in order when its caller is interrupted, as Ctrl-C does. It has a thread of its own, because an interrupt in
 * the middle of writing a file would close the file.
 */
final class Stoppable {
    /** The exit code of work that was stopped before its end, as of any program that Ctrl-C ends. */
    static final int STOPPED = 130;

    /** Work that asks now and then whether to stop. */
    @FunctionalInterface
    interface Work {
        int run(BooleanSupplier stop) throws Exception;
    }

    private Stoppable() {
    }

    /** Does the work and returns what it returns, or throws what it throws. */
    static int run(Work work) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<Integer> task = new FutureTask<>(() -> work.run(stop::get));
        Thread thread = new Thread(task, "training");
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        while (true) {
            try {
                return task.get();
            } catch (InterruptedException e) {
                stop.set(true);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof StoppedException stopped) {
                    System.out.println(stopped.getMessage());
                    return STOPPED;
                }
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }
}
