package org.rapport.training.fit;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.rapport.model.network.Batch;
import org.rapport.training.data.Draw;
import org.rapport.training.data.Windows;

/** Copies the next batch together while the network learns from this one. Two batches are in memory at a time. */
final class BatchesAhead implements AutoCloseable {
    private final Windows windows;
    private final Iterator<Draw> draws;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread ahead = new Thread(task, "batches");
        ahead.setDaemon(true);
        return ahead;
    });
    private Future<Batch> upcoming;

    BatchesAhead(Windows windows, List<Draw> draws) {
        this.windows = windows;
        this.draws = draws.iterator();
        prepare();
    }

    private void prepare() {
        Draw draw = draws.hasNext() ? draws.next() : null;
        upcoming = draw == null ? null : thread.submit(() -> windows.batch(draw));
    }

    boolean hasNext() {
        return upcoming != null;
    }

    Batch next() throws InterruptedException {
        try {
            Batch batch = upcoming.get();
            prepare();
            return batch;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be read: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
