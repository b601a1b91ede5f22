package org.rapport.recording.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Origin;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;

/**
 * Runs a recorded session through a pipeline again and compares what its nodes make of it with what they made live.
 *
 * @param told takes what was found, a line each
 * @param progress is told how far it is, from 0 to 1; what it throws ends it
 */
record Verification(OfflineGraph graph, StreamMapping mapping, Consumer<String> told, DoubleConsumer progress) {
    /** Signals after which progress is told. */
    private static final int SOME = 200;

    /** The nodes whose streams are in the recording. */
    static Set<String> made(RecordedSession session) {
        return session.descriptions().stream().filter(stream -> stream.origin() instanceof Origin.Derived)
                .map(stream -> stream.id().node()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Compares.
     *
     * @param recording the file that the session was read from
     * @param compared the nodes
     * @return whether all is equal to the bit
     * @throws IllegalArgumentException if it cannot be compared; a line a problem
     * @throws Exception what a node threw
     */
    boolean compare(RecordedSession session, Path recording, Path pipeline, Set<String> compared) throws Exception {
        if (compared.isEmpty()) {
            throw new IllegalArgumentException(
                    recording + ": has no output of any node; next time, list the node in the recorder's inputs");
        }
        boolean same = true;
        int done = 0;
        for (String node : compared) {
            List<Block> live = session.blocks(node).stream().filter(block -> !block.stream().isTiming()).toList();
            if (live.isEmpty()) {
                throw new IllegalArgumentException(
                        recording + ": holds nothing that a node \"" + node + "\" made; it holds " + session.descriptions()
                                .stream().map(stream -> stream.id().toString()).distinct().collect(Collectors.joining(", ")));
            }
            NodeComparison comparison = NodeComparison.of(live, replay(session, pipeline, node, done++, compared.size()));
            comparison.lines(node).forEach(told);
            same &= comparison.isEqual();
        }
        return same;
    }

    /** What a node makes of a recording. */
    private List<Block> replay(RecordedSession session, Path pipeline, String node, int done, int all) throws Exception {
        List<Block> made = new ArrayList<>();
        try (OfflineGraph.Run run = graph.open(pipeline, node, made::add)) {
            List<RecordedSignal> signals = session.signals(run.sources(), mapping);
            Set<String> heard = signals.stream().filter(signal -> signal.signal() instanceof Block).map(RecordedSignal::source)
                    .collect(Collectors.toSet());
            run.sources().stream().filter(source -> !heard.contains(source.name()))
                    .forEach(source -> told.accept(node + ": the recording holds nothing from the source \"" + source.name()
                            + "\"; was it among the recorder's inputs?"));
            for (int i = 0; i < signals.size(); i++) {
                run.send(signals.get(i).source(), signals.get(i).signal());
                if (i % SOME == 0) {
                    progress.accept((done + (double) i / signals.size()) / all);
                }
            }
        }
        return made;
    }
}
