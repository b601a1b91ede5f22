package org.rapport.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a file in a thread of its own and waits for it a bounded time, so that a disk or a network share that hangs costs that
 * file and not the thread that watches folders.
 */
final class TimedReading {
    private final long millis;

    TimedReading(long millis) {
        this.millis = millis;
    }

    /**
     * What comes of reading a file.
     *
     * @param late is run if the reading ends after all, but too late
     * @throws IOException if it cannot be read, or not in time
     */
    <T> T read(Path file, Callable<T> reading, Runnable late) throws IOException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                result.complete(reading.call());
            } catch (Throwable e) { // an Error too: whoever waits must hear of it
                result.completeExceptionally(e);
            }
        }, "reads " + file.getFileName());
        reader.setDaemon(true);
        reader.start();
        try {
            return result.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            result.whenComplete((value, failure) -> late.run());
            throw new IOException(
                    "was not read within " + millis / 1000.0 + " s, and is tried again when the disk or network share answers",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException("cannot be checked: " + e.getCause(), e);
        }
    }
}
