package org.rapport.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.graph.PipelineFile;
import org.rapport.api.graph.PipelineFiles;
import org.rapport.api.recording.RecordingChecks;

/** Runs recordings through pipelines again for pages: one at a time, in a thread of its own. */
@Component(service = VerifyRun.class)
public final class VerifyRun {
    private final RecordingChecks checks;
    private final PipelineFiles files;
    private final AtomicReference<Running> running = new AtomicReference<>();
    private final Map<Path, Result> results = new HashMap<>();

    /** What runs now. */
    static final class Running {
        private final Library.Recording recording;
        private final String pipeline;
        private volatile double progress;
        private volatile boolean cancelled;

        private Running(Library.Recording recording, String pipeline) {
            this.recording = recording;
            this.pipeline = pipeline;
        }

        String recording() {
            return recording.name();
        }

        String pipeline() {
            return pipeline;
        }

        /** From 0 to 1. */
        double progress() {
            return progress;
        }

        private void told(double share) {
            if (cancelled) {
                throw new CancellationException();
            }
            progress = share;
        }
    }

    /**
     * What came of one.
     *
     * @param bytes of the recording then
     * @param at when it ended, in milliseconds since 1970
     */
    record Result(String pipeline, boolean same, List<String> lines, long bytes, long at) {
    }

    @Activate
    public VerifyRun(@Reference RecordingChecks checks, @Reference PipelineFiles files) {
        this.checks = checks;
        this.files = files;
    }

    Optional<Running> running() {
        return Optional.ofNullable(running.get());
    }

    /** What came of a recording the last time; empty if nobody tried since the runtime started, or it is another file now. */
    synchronized Optional<Result> result(Library.Recording recording) {
        return Optional.ofNullable(results.get(recording.file())).filter(one -> one.bytes() == recording.bytes());
    }

    /**
     * Starts one.
     *
     * @param whenDone is called at its end
     * @return what is in the way; empty if it runs
     */
    Optional<String> start(Library.Recording recording, String pipeline, Runnable whenDone) {
        Optional<PipelineFile> file = files.all().stream().filter(one -> one.name().equals(pipeline)).findFirst();
        if (file.isEmpty()) {
            return Optional.of("there is no pipeline of that name");
        }
        Running started = new Running(recording, pipeline);
        if (!running.compareAndSet(null, started)) {
            return Optional.of("another recording runs through a pipeline already; wait for it, or cancel it");
        }
        Thread thread = new Thread(() -> run(started, file.get(), whenDone), "page: verify");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY); // the session goes first
        thread.start();
        return Optional.empty();
    }

    /** Ends what runs; returns whether anything did. */
    boolean cancel() {
        running().ifPresent(one -> one.cancelled = true);
        return running().isPresent();
    }

    private void run(Running started, PipelineFile file, Runnable whenDone) {
        boolean same = false;
        List<String> lines = List.of();
        try {
            Set<String> nodes = file.nodes().stream().map(PipelineFile.Node::name).collect(Collectors.toSet());
            RecordingChecks.Verified found = checks.verify(started.recording.file(), file.file(), nodes, started::told);
            same = found.same();
            lines = found.lines();
        } catch (CancellationException e) {
            lines = List.of("cancelled");
        } catch (IOException | RuntimeException e) {
            lines = String.valueOf(e.getMessage()).lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lines = List.of("interrupted");
        } finally {
            synchronized (this) {
                results.put(started.recording.file(),
                        new Result(file.name(), same, lines, started.recording.bytes(), System.currentTimeMillis()));
            }
            running.set(null);
            whenDone.run();
        }
    }
}
