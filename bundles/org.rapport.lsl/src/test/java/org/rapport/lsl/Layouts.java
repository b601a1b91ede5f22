package org.rapport.lsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Role;
import org.rapport.lsl.dialects.Dialects;

/** Streams as their outlets describe them, and what is made of them. */
final class Layouts {
    static final Dialects DIALECTS = new Dialects(Optional.empty());

    private Layouts() {
    }

    static Element acquisition(String manufacturer, String model) {
        return Element.of("desc").with(Element.of("acquisition").with("manufacturer", manufacturer).with("model", model));
    }

    /** @param channels label:unit:type */
    static StreamInfo stream(String name, String type, double rate, Element desc, String... channels) {
        StreamInfo.Builder info = StreamInfo.builder(name, type).nominalRate(rate).desc(desc);
        for (String channel : channels) {
            String[] parts = channel.split(":", -1);
            info.channel(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
        }
        return info.build();
    }

    static ChannelMap map(StreamInfo info, SourceKind kind) {
        return ChannelMap.of(info, settings(kind, info.name()), new Interpreter(DIALECTS.all()), "node");
    }

    static boolean isFound(StreamInfo info, SourceKind kind) {
        return settings(kind, "").chooses(info, DIALECTS.all());
    }

    static SourceSettings settings(SourceKind kind, String stream) {
        return new SourceSettings(kind, Role.RECEIVER, "", stream, "", "", 0.5, StampClock.LSL, SampleRate.AS_SAID, "", false);
    }

    static String dialect(ChannelMap map) {
        assertThat(map.description().origin().toMap()).containsEntry("dialect", map.meaning().dialect());
        return map.meaning().dialect();
    }

    static List<String> words(ChannelMap map) {
        return map.description().channels().stream().map(channel -> channel.type() + "/" + channel.label() + " " + channel.unit())
                .toList();
    }

    static float[] values(ChannelMap map, float... sample) {
        Block block = map.block(new double[]{1}, sample, 2);
        return block.values();
    }
}
