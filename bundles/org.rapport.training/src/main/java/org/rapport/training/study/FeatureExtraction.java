package org.rapport.training.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.recording.session.RecordedSession;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.training.data.Rows;
import org.rapport.training.data.Session;
import org.rapport.xdf.XdfStream;

/**
 * Makes the model's input from recordings with the very nodes of the pipeline that will run live, so that training and live
 * use see the same features. May be used by several threads, one recording each.
 */
final class FeatureExtraction {
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final LabelReader labels;
    private final Path pipeline;
    private final String node;

    /** @param node the node of the pipeline that the model reads from */
    FeatureExtraction(OfflineGraph graph, StreamMapping mapping, LabelReader labels, Path pipeline, String node) {
        this.graph = graph;
        this.mapping = mapping;
        this.labels = labels;
        this.pipeline = pipeline;
        this.node = node;
    }

    /** @throws StudyException if the recording lacks what the pipeline or the labels need */
    Features extract(Session session) throws StudyException, IOException {
        RecordedSession recorded = RecordedSession.read(session.recording());
        List<Block> rows = new ArrayList<>();
        try (OfflineGraph.Run run = open(rows)) {
            for (RecordedSignal signal : signals(recorded, run.sources(), session)) {
                run.send(signal.source(), signal.signal());
            }
        } catch (IOException | RuntimeException | StudyException e) {
            throw e;
        } catch (Exception e) {
            throw new StudyException(session.recording() + ": node failed: " + e);
        }
        return features(session, rows, labels.read(recorded.onCommonClock(), session.recording().toString()));
    }

    /** One at a time: nodes come and go by way of the one configuration service. */
    private OfflineGraph.Run open(List<Block> rows) throws IOException {
        synchronized (graph) {
            return graph.open(pipeline, node, rows::add);
        }
    }

    private List<RecordedSignal> signals(RecordedSession recorded, List<PlannedNode> sources, Session session)
            throws StudyException {
        List<RecordedSignal> signals = recorded.signals(sources, mapping);
        for (PlannedNode source : sources) {
            if (signals.stream().noneMatch(signal -> signal.source().equals(source.name()) && signal.signal() instanceof Block)) {
                throw new StudyException(session.recording() + ": has no samples for the source \"" + source.name() + "\" of "
                        + pipeline.getFileName() + "; it has "
                        + String.join(", ", recorded.streams().stream().map(XdfStream::name).toList()));
            }
        }
        return signals;
    }

    private Features features(Session session, List<Block> blocks, List<Reports> reports) throws StudyException {
        if (blocks.isEmpty()) {
            throw new StudyException(session.recording() + ": node \"" + node + "\" of " + pipeline.getFileName()
                    + " made nothing of it; is it longer than a second?");
        }
        // streams that join late widen the rows; the last description has all
        StreamDescription whole = blocks.get(blocks.size() - 1).stream();
        int[] emitter = columns(whole, Role.EMITTER);
        int[] receiver = columns(whole, Role.RECEIVER);
        List<Block> complete = blocks.stream().filter(block -> block.stream().equals(whole)).toList();
        int rows = complete.stream().mapToInt(Block::samples).sum();
        double[] times = new double[rows];
        float[] emitterRows = new float[rows * emitter.length];
        float[] receiverRows = new float[rows * receiver.length];
        int row = 0;
        for (Block block : complete) {
            for (int sample = 0; sample < block.samples(); sample++, row++) {
                times[row] = block.times()[sample];
                pick(block, sample, emitter, emitterRows, row);
                pick(block, sample, receiver, receiverRows, row);
            }
        }
        return new Features(channels(whole, emitter, Role.EMITTER), channels(whole, receiver, Role.RECEIVER), whole.provenance(),
                times, Rows.of(emitterRows, emitter.length), Rows.of(receiverRows, receiver.length), reports);
    }

    private static int[] columns(StreamDescription stream, Role role) {
        return IntStream.range(0, stream.channels().size()).filter(i -> stream.channels().get(i).role() == role).toArray();
    }

    private List<Channel> channels(StreamDescription stream, int[] columns, Role role) throws StudyException {
        if (columns.length == 0) {
            throw new StudyException(pipeline + ": node \"" + node + "\" has no channel of the " + role.word()
                    + "; give it a source of that role");
        }
        List<Channel> channels = IntStream.of(columns).mapToObj(stream.channels()::get).toList();
        Set<String> paths = new HashSet<>();
        for (Channel channel : channels) {
            if (!paths.add(channel.path())) {
                throw new StudyException("two channels are called " + channel.path()
                        + "; let only one device of a kind feed the model");
            }
        }
        return channels;
    }

    private static void pick(Block block, int sample, int[] columns, float[] rows, int row) {
        for (int i = 0; i < columns.length; i++) {
            rows[row * columns.length + i] = block.value(sample, columns[i]);
        }
    }
}
