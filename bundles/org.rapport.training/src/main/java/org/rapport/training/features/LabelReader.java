package org.rapport.training.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        List<Reports> reports = new ArrayList<>();
        for (Target target : targets) {
            boolean reported = target.track().isPresent() && recorded.capture().shows(Role.RECEIVER);
            reports.add(reported ? reports(recorded, target.track().get(), target.name()) : Reports.NONE);
        }
        return reports;
    }

    /** Where labels are, for what depends on it. */
    String settings() {
        return targets.stream().map(target -> target.name() + "=" + target.track().map(LabelTrack::toString).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private Reports reports(RecordedCapture recorded, LabelTrack track, String target) throws StudyException {
        Capture capture = recorded.capture();
        Block block = recorded.whole(source(track), mapping, track.channel())
                .orElseThrow(() -> new StudyException(
                        capture + ": has no stream " + (track.stream().isEmpty() ? "of type Label" : "\"" + track.stream() + "\"")
                                + ", so nothing says what the receiver felt"));
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
        return new Reports(block.times(), values);
    }

    private static PlannedNode source(LabelTrack track) {
        Map<String, Object> settings = new HashMap<>(Map.of("role", "receiver"));
        if (!track.stream().isEmpty()) {
            settings.put("stream", track.stream());
        }
        return new PlannedNode("rapport.source.label", "label", settings, List.of());
    }
}
