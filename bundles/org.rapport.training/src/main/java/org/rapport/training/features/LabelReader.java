package org.rapport.training.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Role;
import org.rapport.training.data.Capture;
import org.rapport.training.study.LabelTrack;
import org.rapport.training.study.Study;
import org.rapport.training.study.StudyException;

/** Finds what the receiver reported in a recording. */
public final class LabelReader {
    private final StreamMapping mapping;
    private final Map<String, LabelTrack> tracks;

    public LabelReader(StreamMapping mapping, Map<String, LabelTrack> tracks) {
        this.mapping = mapping;
        this.tracks = tracks;
    }

    /** One for each of {@link Study#TARGETS}; those without a track have none, and so has a capture of the emitter alone. */
    public List<Reports> read(RecordedCapture recorded) throws StudyException {
        List<Reports> reports = new ArrayList<>();
        for (String target : Study.TARGETS) {
            LabelTrack track = tracks.get(target);
            boolean reported = track != null && recorded.capture().shows(Role.RECEIVER);
            reports.add(reported ? reports(recorded, track, target) : Reports.NONE);
        }
        return reports;
    }

    /** Where labels are, for what depends on it. */
    String settings() {
        return new TreeMap<>(tracks).toString();
    }

    private Reports reports(RecordedCapture recorded, LabelTrack track, String target) throws StudyException {
        Capture capture = recorded.capture();
        Block block = recorded.whole(source(track), mapping, track.channel())
                .orElseThrow(() -> new StudyException(capture + ": has no stream "
                + (track.stream().isEmpty() ? "of type Label" : "\"" + track.stream() + "\"")
                + ", so nothing says what the receiver felt"));
        List<String> channels = block.stream().channels().stream().map(Channel::label).toList();
        int channel = channels.indexOf(track.channel());
        if (channel < 0) {
            throw new StudyException(capture + ": the label stream " + block.stream().name() + " has the channels "
                    + String.join(", ", channels) + ", but " + target + " needs " + track.channel()
                    + "; \"labels\" of study.json can name another");
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
