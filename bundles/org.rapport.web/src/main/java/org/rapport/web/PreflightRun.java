package org.rapport.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;
import org.rapport.api.graph.Preflights;

/** The preflight that pages see: one at a time, in a thread of its own. */
@Component(service = PreflightRun.class)
public final class PreflightRun {
    private static final double SECONDS = 6;

    private final Preflights preflights;
    private final PipelineFiles files;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Optional<Result> last = Optional.empty();

    /**
     * What came of a preflight.
     *
     * @param at when it ended, in milliseconds since 1970
     */
    record Result(String pipeline, boolean go, List<String> lines, long at) {
    }

    @Activate
    public PreflightRun(@Reference Preflights preflights, @Reference PipelineFiles files) {
        this.preflights = preflights;
        this.files = files;
    }

    boolean isRunning() {
        return running.get();
    }

    Optional<Result> last() {
        return last;
    }

    /**
     * Starts one.
     *
     * @param whenDone is called at its end
     * @return what is in the way; empty if it runs
     */
    Optional<String> start(String pipeline, Runnable whenDone) {
        Optional<PipelineFile> file = files.all().stream().filter(one -> one.name().equals(pipeline)).findFirst();
        if (file.isEmpty()) {
            return Optional.of("there is no pipeline of that name");
        }
        if (!running.compareAndSet(false, true)) {
            return Optional.of("a preflight runs already");
        }
        Thread thread = new Thread(() -> run(file.get(), whenDone), "page: preflight");
        thread.setDaemon(true);
        thread.start();
        return Optional.empty();
    }

    private void run(PipelineFile file, Runnable whenDone) {
        boolean go = false;
        List<String> lines = List.of();
        try {
            Preflights.Preflighted found = preflights.run(file.file(), SECONDS);
            go = found.go();
            lines = found.lines();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            lines = String.valueOf(e.getMessage()).lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lines = List.of("interrupted");
        } finally {
            last = Optional.of(new Result(file.name(), go, lines, System.currentTimeMillis()));
            running.set(false);
            whenDone.run();
        }
    }
}
