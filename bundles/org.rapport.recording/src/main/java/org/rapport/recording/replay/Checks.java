package org.rapport.recording.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.recording.RecordingChecks;
import org.rapport.recording.session.Problem;
import org.rapport.recording.session.SessionPlay;
import org.rapport.xdf.XdfException;

/** What {@code rapport verify} does, for the page of a running session: it takes no memory that the session may need. */
@Component(service = RecordingChecks.class)
public final class Checks implements RecordingChecks {
    /** Bytes of memory for a byte of the file: its values, the blocks of them, and their times. */
    private static final long FACTOR = 6;
    /** The part of the work that is done when the recording is open. */
    private static final double OPENING = 0.1;

    private final OfflineGraph graph;
    private final StreamMapping mapping;

    @Activate
    public Checks(@Reference OfflineGraph graph, @Reference StreamMapping mapping) {
        this.graph = graph;
        this.mapping = mapping;
    }

    @Override
    public Verified verify(Path recording, Path pipeline, Set<String> nodes, DoubleConsumer progress)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (SessionPlay session = SessionPlay.open(recording, Checks::checkMemory, share -> progress.accept(share * OPENING))) {
            session.warnings().forEach(warning -> lines.add("warning: " + warning));
            Set<String> made = Verification.made(session);
            made.stream().filter(node -> !nodes.contains(node))
                    .forEach(node -> lines.add(node + ": this pipeline has no node of that name, so it is not compared"));
            Set<String> compared = new LinkedHashSet<>(made);
            compared.retainAll(nodes);
            if (compared.isEmpty() && !made.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", lines));
            }
            boolean same = new Verification(graph, mapping, lines::add, share -> progress.accept(OPENING + (1 - OPENING) * share))
                    .compare(session, recording, pipeline, compared);
            return new Verified(same, lines);
        } catch (XdfException | IllegalArgumentException | CancellationException | InterruptedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(Problem.of(e), e);
        } catch (Exception e) {
            throw new IOException(recording + ": a node failed on it: " + e, e);
        }
    }

    private static void checkMemory(Path recording) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        long needed = FACTOR * Files.size(recording);
        if (needed > free / 2) {
            throw new IOException("it was not made by Rapport's recorder or is damaged, so it takes about " + (needed >> 20)
                    + " MB of memory, and the running session leaves " + (free >> 21)
                    + " MB for this; 'rapport verify' in a terminal has memory of its own");
        }
    }
}
