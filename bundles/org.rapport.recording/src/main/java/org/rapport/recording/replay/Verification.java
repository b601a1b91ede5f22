package org.rapport.recording.replay;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Origin;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.recording.session.SessionPlay;

/**
 * Runs a recorded session through a pipeline again and compares what its nodes make of it with what they made live.
 *
 * @param told takes what was found, a line each
 * @param progress is told how far it is, from 0 to 1; what it throws ends it
 */
record Verification(OfflineGraph graph, StreamMapping mapping, Consumer<String> told, DoubleConsumer progress) {

    /** The nodes whose streams are in the recording. */
    static Set<String> made(SessionPlay session) {
        return session.descriptions().stream().filter(stream -> stream.origin() instanceof Origin.Derived)
                .map(stream -> stream.id().node()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Compares.
     *
     * @param recording the file that the session is in
     * @param compared the nodes
     * @return whether all is equal to the bit
     * @throws IllegalArgumentException if it cannot be compared; a line a problem
     * @throws Exception what a node threw
     */
    boolean compare(SessionPlay session, Path recording, Path pipeline, Set<String> compared) throws Exception {
        if (compared.isEmpty()) {
            throw new IllegalArgumentException(
                    recording + ": has no output of any node; next time, list the node in the recorder's inputs");
        }
        boolean same = true;
        int done = 0;
        for (String node : compared) {
            Set<String> streams = session.descriptions().stream()
                    .filter(stream -> stream.id().node().equals(node) && !stream.isTiming()).map(stream -> stream.id().name())
                    .collect(Collectors.toSet());
            if (streams.isEmpty()) {
                throw new IllegalArgumentException(
                        recording + ": holds nothing that a node \"" + node + "\" made; it holds " + session.descriptions()
                                .stream().map(stream -> stream.id().toString()).distinct().collect(Collectors.joining(", ")));
            }
            double share = (double) done++ / compared.size();
            NodeComparison comparison = again(session, pipeline, node, new Comparing(streams),
                    part -> progress.accept(share + part / compared.size()));
            comparison.lines(node).forEach(told);
            same &= comparison.isEqual();
        }
        return same;
    }

    private NodeComparison again(SessionPlay session, Path pipeline, String node, Comparing comparing, DoubleConsumer part)
            throws Exception {
        Set<String> heard = new HashSet<>();
        try (OfflineGraph.Run run = graph.open(pipeline, node, comparing::again)) {
            session.play(run.sources(), mapping, node, new SessionPlay.Player() {
                @Override
                public void sent(RecordedSignal signal) throws Exception {
                    if (signal.signal() instanceof Block) {
                        heard.add(signal.source());
                    }
                    comparing.now(signal.arrived());
                    run.send(signal.source(), signal.signal());
                }

                @Override
                public void made(Block block) {
                    if (!block.stream().isTiming()) {
                        comparing.live(block);
                    }
                }

                @Override
                public void progress(double share) {
                    part.accept(share);
                }
            });
            run.sources().stream().filter(source -> !heard.contains(source.name()))
                    .forEach(source -> told.accept(node + ": the recording holds nothing from the source \"" + source.name()
                            + "\"; was it among the recorder's inputs?"));
        }
        return comparing.end();
    }
}
