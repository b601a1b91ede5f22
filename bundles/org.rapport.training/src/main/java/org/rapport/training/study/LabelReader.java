package org.rapport.training.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.node.PlannedNode;
import org.rapport.api.node.StreamMapping;
import org.rapport.api.node.StreamMapping.MappedStream;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.xdf.XdfFile;
import org.rapport.xdf.XdfStream;

/** Finds what the receiver reported in a recording. */
final class LabelReader {
    private final StreamMapping mapping;
    private final Map<String, LabelTrack> tracks;

    LabelReader(StreamMapping mapping, Map<String, LabelTrack> tracks) {
        this.mapping = mapping;
        this.tracks = tracks;
    }

    /** One for each of {@link Study#TARGETS}; those without a track have none. */
    List<Reports> read(XdfFile file, String name) throws StudyException {
        List<Reports> reports = new ArrayList<>();
        for (String target : Study.TARGETS) {
            LabelTrack track = tracks.get(target);
            reports.add(track == null ? Reports.NONE : reports(file, name, track, target));
        }
        return reports;
    }

    private Reports reports(XdfFile file, String name, LabelTrack track, String target) throws StudyException {
        Block block = block(file, name, track);
        List<String> channels = block.stream().channels().stream().map(Channel::label).toList();
        int channel = channels.indexOf(track.channel());
        if (channel < 0) {
            throw new StudyException(name + ": the label stream " + block.stream().name() + " has the channels "
                    + String.join(", ", channels) + ", but " + target + " needs " + track.channel()
                    + "; \"labels\" of study.json can name another");
        }
        float[] values = new float[block.samples()];
        for (int sample = 0; sample < values.length; sample++) {
            values[sample] = block.value(sample, channel);
        }
        return new Reports(block.times(), values);
    }

    private Block block(XdfFile file, String name, LabelTrack track) throws StudyException {
        PlannedNode source = source(track);
        for (XdfStream stream : file.streams()) {
            Optional<MappedStream> mapped = mapping.map(source, stream.header());
            if (mapped.isPresent()) {
                return Samples.of(stream).whole(mapped.get());
            }
        }
        throw new StudyException(name + ": has no stream "
                + (track.stream().isEmpty() ? "of type Label" : "\"" + track.stream() + "\"")
                + ", so nothing says what the receiver felt");
    }

    private static PlannedNode source(LabelTrack track) {
        Map<String, Object> settings = new HashMap<>(Map.of("role", "receiver"));
        if (!track.stream().isEmpty()) {
            settings.put("stream", track.stream());
        }
        return new PlannedNode("rapport.source.label", "label", settings, List.of());
    }
}
