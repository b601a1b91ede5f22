package org.rapport.training.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.training.data.Capture;
import org.rapport.training.study.LabelTrack;
import org.rapport.training.study.StudyException;
import org.rapport.training.study.Target;

/** Finds what the receiver reported in a recording. */
public final class LabelReader {
    private final StreamMapping mapping;
    private final List<Target> targets;

    public LabelReader(StreamMapping mapping, List<Target> targets) {
        this.mapping = mapping;
        this.targets = targets;
    }

    /** One for each target; those without a track have none, and so has a capture of the emitter alone. */
    public List<Reports> read(RecordedCapture recorded) throws StudyException {
        List<Annotations> annotations = annotations(recorded);
        return IntStream.range(0, targets.size())
                .mapToObj(target -> annotations.get(target).as(targets.get(target).combination())).toList();
    }

    /** What each annotator reported, one for each target. Of several annotators some may be missing. */
    public List<Annotations> annotations(RecordedCapture recorded) throws StudyException {
        List<Annotations> annotations = new ArrayList<>();
        for (Target target : targets) {
            List<Optional<Reports>> each = new ArrayList<>();
            for (LabelTrack track : recorded.capture().shows(Role.RECEIVER) ? target.tracks() : List.<LabelTrack>of()) {
                each.add(reports(recorded, track, target.name()));
            }
            boolean nobody = each.stream().allMatch(Optional::isEmpty);
            if (nobody && !each.isEmpty()) {
                throw new StudyException(
                        recorded.capture() + ": has no stream " + streams(target) + ", so nothing says what the receiver felt");
            }
            annotations.add(new Annotations(
                    each.isEmpty() ? List.of(Reports.NONE) : each.stream().map(one -> one.orElse(Reports.NONE)).toList()));
        }
        return annotations;
    }

    private static String streams(Target target) {
        return target.tracks().stream().map(LabelTrack::stream).distinct()
                .map(stream -> stream.isEmpty() ? "of type Label" : "\"" + stream + "\"").collect(Collectors.joining(" or "));
    }

    /** Where labels are, for what depends on it. */
    String settings() {
        return targets.stream().map(target -> target.name() + "=" + (target.tracks().isEmpty() ? "" : target.source()))
                .collect(Collectors.joining(", "));
    }

    private Optional<Reports> reports(RecordedCapture recorded, LabelTrack track, String target) throws StudyException {
        Capture capture = recorded.capture();
        Optional<Block> found = recorded.whole(source(track), mapping, track.channel());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Block block = found.get();
        List<String> channels = block.stream().channels().stream().map(Channel::label).toList();
        int channel = channels.indexOf(track.channel());
        if (channel < 0) {
            throw new StudyException(
                    capture + ": the label stream " + block.stream().name() + " has the channels " + String.join(", ", channels)
                            + ", but " + target + " needs " + track.channel() + "; \"labels\" of study.json can name another");
        }
        float[] values = new float[block.samples()];
        for (int sample = 0; sample < values.length; sample++) {
            values[sample] = block.value(sample, channel);
        }
        return Optional.of(new Reports(block.times(), values));
    }

    private static PlannedNode source(LabelTrack track) {
        Map<String, Object> settings = new HashMap<>(Map.of("role", "receiver"));
        if (!track.stream().isEmpty()) {
            settings.put("stream", track.stream());
        }
        return new PlannedNode("rapport.source.label", "label", settings, List.of());
    }
}
