package org.rapport.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;
import org.rapport.api.node.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfReader;
import org.rapport.xdf.XdfStream;

/**
 * Makes the model's input from recordings with the very nodes of the pipeline that will run live, so that training and live
 * use see the same features.
 */
final class FeatureExtraction {
    /** Recorded samples come in blocks of this many seconds, as they would live. */
    private static final double BLOCK_SECONDS = 0.05;
    private static final PlannedNode LABELS = new PlannedNode("rapport.source.label", "label", java.util.Map.of("role", "receiver"), List.of());

    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final Path pipeline;
    private final String node;

    /** @param node the node of the pipeline that the model reads from */
    FeatureExtraction(OfflineGraph graph, StreamMapping mapping, Path pipeline, String node) {
        this.graph = graph;
        this.mapping = mapping;
        this.pipeline = pipeline;
        this.node = node;
    }

    Recording extract(Study.Session session) throws StudyException, IOException {
        XdfFile file = XdfReader.read(session.recording());
        List<Block> rows = new ArrayList<>();
        try (OfflineGraph.Run run = graph.open(pipeline, node, rows::add)) {
            List<Sent> blocks = new ArrayList<>();
            for (PlannedNode source : run.sources()) {
                blocks.addAll(blocks(source, file, session));
            }
            blocks.sort(Comparator.comparingDouble(sent -> sent.block.arrived()));
            for (Sent sent : blocks) {
                run.send(sent.source, sent.block);
            }
        } catch (IOException | RuntimeException | StudyException e) {
            throw e;
        } catch (Exception e) {
            throw new StudyException(session.recording() + ": node failed: " + e);
        }
        return recording(session, rows, labels(file, session));
    }

    private record Sent(String source, Block block) {
    }

    private List<Sent> blocks(PlannedNode source, XdfFile file, Study.Session session) throws StudyException {
        List<Sent> blocks = new ArrayList<>();
        for (XdfStream stream : file.streams()) {
            Optional<MappedStream> mapped = mapping.map(source, stream.header());
            mapped.ifPresent(known -> cut(stream, known).forEach(block -> blocks.add(new Sent(source.name(), block))));
        }
        if (blocks.isEmpty()) {
            throw new StudyException(session.recording() + ": has no samples for the source \"" + source.name() + "\" of " + pipeline.getFileName()
                    + "; it has " + String.join(", ", file.streams().stream().map(XdfStream::name).toList()));
        }
        return blocks;
    }

    /** The samples of a recorded stream whose time is known; damage to a file can take times away. */
    private record Samples(double[] times, float[] values) {
        static Samples of(XdfStream stream) {
            double[] times = stream.times();
            float[] values = stream.values().floats();
            int[] known = IntStream.range(0, times.length).filter(i -> !Double.isNaN(times[i])).toArray();
            if (known.length == times.length) {
                return new Samples(times, values);
            }
            int width = stream.channelCount();
            float[] kept = new float[known.length * width];
            for (int i = 0; i < known.length; i++) {
                System.arraycopy(values, known[i] * width, kept, i * width, width);
            }
            return new Samples(IntStream.of(known).mapToDouble(i -> times[i]).toArray(), kept);
        }
    }

    private static List<Block> cut(XdfStream stream, MappedStream mapped) {
        List<Block> blocks = new ArrayList<>();
        Samples samples = Samples.of(stream);
        float[] values = samples.values();
        double[] times = samples.times();
        for (int from = 0; from < times.length;) {
            int to = from + 1;
            while (to < times.length && times[to] - times[from] < BLOCK_SECONDS && times[to] >= times[to - 1]) {
                to++;
            }
            blocks.add(mapped.block(java.util.Arrays.copyOfRange(times, from, to),
                    java.util.Arrays.copyOfRange(values, from * stream.channelCount(), to * stream.channelCount()), times[to - 1]));
            from = to;
        }
        return blocks;
    }

    private Block labels(XdfFile file, Study.Session session) throws StudyException {
        for (XdfStream stream : file.streams()) {
            Optional<MappedStream> mapped = mapping.map(LABELS, stream.header());
            if (mapped.isPresent()) {
                Samples samples = Samples.of(stream);
                return mapped.get().block(samples.times(), samples.values(), 0);
            }
        }
        throw new StudyException(session.recording() + ": has no stream of type Label, so nothing says what the receiver felt");
    }

    private Recording recording(Study.Session session, List<Block> blocks, Block labels) throws StudyException {
        if (blocks.isEmpty()) {
            throw new StudyException(session.recording() + ": node \"" + node + "\" of " + pipeline.getFileName() + " made nothing of it; is it longer than a second?");
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
        return new Recording(session, channels(whole, emitter), channels(whole, receiver), whole.provenance(), times, emitterRows, receiverRows,
                held(labels, times, session));
    }

    private static int[] columns(StreamDescription stream, Role role) {
        return IntStream.range(0, stream.channels().size()).filter(i -> stream.channels().get(i).role() == role).toArray();
    }

    private static List<Channel> channels(StreamDescription stream, int[] columns) throws StudyException {
        List<Channel> channels = IntStream.of(columns).mapToObj(stream.channels()::get).toList();
        Set<String> paths = new HashSet<>();
        for (Channel channel : channels) {
            if (!paths.add(channel.path())) {
                throw new StudyException("two channels are called " + channel.path() + "; let only one device of a kind feed the model");
            }
        }
        return channels;
    }

    private static void pick(Block block, int sample, int[] columns, float[] rows, int row) {
        for (int i = 0; i < columns.length; i++) {
            rows[row * columns.length + i] = block.value(sample, columns[i]);
        }
    }

    /** The last report at each time: labels are steps. */
    private static float[] held(Block labels, double[] times, Study.Session session) throws StudyException {
        List<String> names = labels.stream().channels().stream().map(Channel::label).toList();
        int competence = names.indexOf("competence");
        int warmth = names.indexOf("warmth");
        if (competence < 0 || warmth < 0) {
            throw new StudyException(session.recording() + ": the label stream " + labels.stream().name() + " has the channels "
                    + String.join(", ", names) + ", but needs competence and warmth");
        }
        float[] held = new float[times.length * 2];
        int next = 0;
        for (int row = 0; row < times.length; row++) {
            while (next < labels.samples() && labels.times()[next] <= times[row]) {
                next++;
            }
            held[row * 2] = next == 0 ? Float.NaN : labels.value(next - 1, competence);
            held[row * 2 + 1] = next == 0 ? Float.NaN : labels.value(next - 1, warmth);
        }
        return held;
    }
}
