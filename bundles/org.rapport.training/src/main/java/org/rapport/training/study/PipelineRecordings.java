package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.node.StreamMapping;
import org.rapport.training.data.Recording;
import org.rapport.training.data.Session;

/**
 * The sessions of a study as a pipeline's features. What is on the heap is 8 bytes a row and target for labels and 8 for times;
 * the features are mapped files. While a recording is turned into features, all of it is on the heap.
 */
public final class PipelineRecordings implements Recordings {
    private final FeatureCache cache;
    private final int threads;
    private final Map<Session, String> hashes = new HashMap<>();
    private final Map<Session, Features> features = new HashMap<>();

    /**
     * @param node the node of the pipeline that the model reads from
     * @param folder of the cache
     * @param threads how many recordings are turned into features at once
     */
    public PipelineRecordings(OfflineGraph graph, StreamMapping mapping, Study study, Path pipeline, String node, Path folder,
            int threads) throws IOException {
        FeatureExtraction extraction = new FeatureExtraction(graph, mapping, new LabelReader(mapping, study.labels()), pipeline,
                node);
        this.cache = new FeatureCache(folder, extraction, pipeline, node, study.labels());
        this.threads = threads;
        for (int i = 0; i < study.sessions().size(); i++) {
            hashes.put(study.sessions().get(i), study.hashes().get(i));
        }
    }

    @Override
    public void load(List<Session> sessions, Consumer<Recording> progress) throws StudyException, IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Features>> made = new ArrayList<>();
            for (Session session : sessions) {
                made.add(workers.submit(() -> cache.of(session, hashes.get(session))));
            }
            for (int i = 0; i < sessions.size(); i++) {
                features.put(sessions.get(i), made.get(i).get());
                progress.accept(get(sessions.get(i), 0));
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudyException("stopped while features were made; those that are done are kept");
        } finally {
            workers.shutdownNow();
        }
    }

    private static StudyException rethrown(Throwable cause) throws StudyException, IOException {
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
    public Recording get(Session session, double labelLag) {
        return features.get(session).recording(session, labelLag);
    }
}
