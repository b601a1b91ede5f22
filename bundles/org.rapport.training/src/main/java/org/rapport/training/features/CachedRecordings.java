package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.json.JsonEntry;
import org.rapport.training.data.Capture;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.StudyFile;

/**
 * The sessions of a study as features, made once for each capture and kept in a cache. What is on the heap is 8 bytes a row for
 * labels and 8 for times; the features are mapped files. While a capture is turned into features, all of it is on the heap,
 * as many at once as there are threads.
 */
public final class CachedRecordings implements Recordings {
    private static final String STOPPED = "stopped while features were made; those that are done are kept";
    private static final long STOP_MILLIS = 100;
    /** How long what is being made may take to end; nobody who stops a training waits for long. */
    private static final long END_MILLIS = 2000;

    private final FeatureCache cache;
    private final Study study;
    private final int threads;
    private final Map<Session, SessionFeatures> sessions = new HashMap<>();

    private CachedRecordings(FeatureCache cache, Study study, int threads) {
        this.cache = cache;
        this.study = study;
        this.threads = threads;
    }

    /**
     * By the nodes of a pipeline.
     *
     * @param node the node of the pipeline that the model reads from
     * @param folder of the cache
     * @param threads how many captures are turned into features at once
     */
    public static Recordings live(OfflineGraph graph, StreamMapping mapping, Study study, Path pipeline, String node, Path folder,
            int threads) throws IOException {
        LabelReader labels = new LabelReader(mapping, study.targets());
        return new CachedRecordings(
                new FeatureCache(folder, new PipelineExtraction(graph, mapping, labels, pipeline, node), study.hashes()), study,
                threads);
    }

    /**
     * By decimation and Fourier resampling at the study's rate.
     *
     * @param folder of the cache
     * @param threads how many captures are turned into features at once
     */
    public static Recordings offline(StreamMapping mapping, Study study, Path folder, int threads) throws IOException {
        LabelReader labels = new LabelReader(mapping, study.targets());
        return new CachedRecordings(
                new FeatureCache(folder, new OfflineExtraction(mapping, labels, study.rate()), study.hashes()), study, threads);
    }

    @Override
    public void load(List<Session> wanted, Consumer<Recording> progress, BooleanSupplier stop) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            Map<Capture, Future<Features>> made = new LinkedHashMap<>();
            for (Session session : wanted) {
                for (Capture capture : session.captures()) {
                    made.computeIfAbsent(capture, one -> workers.submit(() -> cache.of(one)));
                }
            }
            for (Session session : wanted) {
                List<Features> features = new ArrayList<>();
                for (Capture capture : session.captures()) {
                    features.add(checked(await(made.get(capture), stop)));
                }
                sessions.put(session, SessionFeatures.of(session, features));
                progress.accept(get(session, 0));
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(STOPPED);
        } finally {
            end(workers);
        }
    }

    /** Nothing is written to the cache any more when a load has failed: the study's folder may be gone the next moment. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Features await(Future<Features> made, BooleanSupplier stop) throws InterruptedException, ExecutionException {
        while (true) {
            if (stop.getAsBoolean()) {
                throw new StoppedException(STOPPED);
            }
            try {
                return made.get(STOP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue; // and ask again whether to stop
            }
        }
    }

    private Features checked(Features features) throws IOException {
        if (Math.abs(features.rate() - study.rate()) > 1e-9 * study.rate()) { // never, if the study says none
            throw JsonEntry.read(study.folder().resolve(StudyFile.NAME), StudyFile.MAX_BYTES).get("rate").orElseThrow()
                    .fault("is " + study.rate() + ", but the pipeline makes " + features.rate()
                            + " rows a second; let both say the same, or leave \"rate\" away");
        }
        return features;
    }

    private static StudyException rethrown(Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return (StudyException) cause;
    }

    @Override
    public Optional<Recordings> onClock(double ahead) {
        return Optional.of(new CachedRecordings(cache.on(new ClockAhead(ahead)), study, threads));
    }

    @Override
    public List<Path> files(Session session, Path folder) {
        return session.captures().stream().map(cache::file).toList();
    }

    @Override
    public Recording get(Session session, double labelLag) {
        return sessions.get(session).recording(labelLag);
    }
}
