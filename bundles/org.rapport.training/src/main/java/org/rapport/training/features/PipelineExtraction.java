package org.rapport.training.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.OfflineGraph;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;
import org.rapport.model.Contract;
import org.rapport.recording.session.RecordedSignal;
import org.rapport.training.data.Capture;
import org.rapport.training.data.FeatureRows;
import org.rapport.training.study.StudyException;

/**
 * Makes the model's input from recordings with the very nodes of the pipeline that will run live, so that training and live
 * use see the same features. A capture of one person goes through the sources of that person only.
 */
final class PipelineExtraction implements Extraction {
    private final OfflineGraph graph;
    private final StreamMapping mapping;
    private final LabelReader labels;
    private final Path pipeline;
    private final String node;

    /** @param node the node of the pipeline that the model reads from */
    PipelineExtraction(OfflineGraph graph, StreamMapping mapping, LabelReader labels, Path pipeline, String node) {
        this.graph = graph;
        this.mapping = mapping;
        this.labels = labels;
        this.pipeline = pipeline;
        this.node = node;
    }

    @Override
    public String settings() throws IOException {
        return String.join("\n", node, labels.settings(), NodeCode.hash(), Files.readString(pipeline));
    }

    @Override
    public Features extract(Capture capture, ClockAhead clock) throws StudyException, IOException {
        RecordedCapture recorded = RecordedCapture.read(capture, clock);
        List<Block> rows = new ArrayList<>();
        try (OfflineGraph.Run run = open(rows)) {
            List<PlannedNode> sources = run.sources().stream().filter(source -> isOf(source, capture)).toList();
            for (RecordedSignal signal : recorded.signals(sources, mapping)) {
                run.send(signal.source(), signal.signal());
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StudyException(capture + ": node failed: " + e);
        }
        return features(capture, rows, labels.read(recorded));
    }

    private static boolean isOf(PlannedNode source, Capture capture) {
        return capture.person().isEmpty() || source.setting("role").map(Role::of).equals(capture.person());
    }

    /** One at a time: nodes come and go by way of the one configuration service. */
    private OfflineGraph.Run open(List<Block> rows) throws IOException {
        synchronized (graph) {
            return graph.open(pipeline, node, rows::add);
        }
    }

    private Features features(Capture capture, List<Block> blocks, List<Reports> reports) throws StudyException {
        if (blocks.isEmpty()) {
            throw new StudyException(capture + ": node \"" + node + "\" of " + pipeline.getFileName()
                    + " made nothing of it; is it longer than a second?");
        }
        // streams that join late widen the rows; the last description has all
        StreamDescription whole = blocks.get(blocks.size() - 1).stream();
        List<Block> complete = blocks.stream().filter(block -> block.stream().equals(whole)).toList();
        double[] times = complete.stream().flatMapToDouble(block -> Arrays.stream(block.times())).toArray();
        List<Features.Person> people = new ArrayList<>();
        for (Role role : Role.values()) {
            int[] columns = IntStream.range(0, whole.channels().size()).filter(i -> whole.channels().get(i).role() == role)
                    .toArray();
            if (columns.length > 0) {
                people.add(Features.Person.of(role, IntStream.of(columns).mapToObj(whole.channels()::get).toList(),
                        rows(complete, times.length, columns)));
            }
        }
        return new Features(provenance(whole), times, people, reports);
    }

    private Contract.Features provenance(StreamDescription rows) throws StudyException {
        try {
            return Contract.Features.of(rows.rate(), rows.origin());
        } catch (IllegalArgumentException e) {
            throw new StudyException(pipeline.getFileName() + ": nothing can be learned from what node \"" + node + "\" sends: "
                    + e.getMessage() + "; put a rapport.resampler behind it and name that with --features");
        }
    }

    private static FeatureRows rows(List<Block> blocks, int count, int... columns) {
        float[] rows = new float[count * columns.length];
        int at = 0;
        for (Block block : blocks) {
            for (int sample = 0; sample < block.samples(); sample++) {
                for (int column : columns) {
                    rows[at++] = block.value(sample, column);
                }
            }
        }
        return FeatureRows.of(rows, columns.length);
    }
}
