package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;
import org.rapport.lsl.dialects.Conversion;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.Validity;
import org.rapport.lsl.dialects.WireChannel;

/**
 * What a stream's channels mean by its own words, where no dialect knows it: labels, units and types as the outlet says
 * them. Channels {@code confidence} and {@code success} tell whether the others are valid.
 */
final class SelfDescription {
    private static final Pattern PRESENCE = Pattern.compile("AU\\d\\d_c");
    private static final Pattern GAZE = Pattern.compile("gaze_.*");
    private static final Pattern VALIDITY = Pattern.compile("confidence|success");
    private static final String WHY = "as the stream says";

    private final StreamInfo info;
    private final SourceKind kind;
    private final String extractor;
    private final Conversion conversion;
    /** Whether some channel itself says that it is what the source reads; then the others are something else. */
    private final boolean typed;

    SelfDescription(StreamInfo info, SourceKind kind) {
        this.info = info;
        this.kind = kind;
        this.extractor = kind.isComputed() ? extractor() : "";
        this.conversion = conversion();
        this.typed = WireChannel.of(info).stream().anyMatch(channel -> isRead(kind.contentType(channel.type())));
    }

    /**
     * What it says.
     *
     * @throws IllegalArgumentException if it does not say enough; one line with the mend
     */
    Interpretation read() {
        List<WireChannel> channels = WireChannel.of(info);
        List<String> labels = labels(channels);
        List<Reading> readings = new ArrayList<>();
        for (int column = 0; column < channels.size(); column++) {
            readings.add(reading(column, channels.get(column), labels.get(column)));
        }
        return new Interpretation("", WHY, readings, labels,
                List.of(Validity.ofAll("confidence", OptionalDouble.empty()), Validity.ofAll("success", OptionalDouble.of(0))),
                false);
    }

    /** The outlet's labels, each once. A stream of one channel needs none, and those of sound are microphones. */
    private List<String> labels(List<WireChannel> channels) {
        List<String> labels = new ArrayList<>();
        for (WireChannel channel : channels) {
            String label = channel.label();
            if (label.isEmpty()) {
                label = unlabelled(labels.size() + 1);
            }
            labels.add(labels.contains(label) ? label + "#" + (labels.size() + 1) : label);
        }
        return labels;
    }

    private String unlabelled(int number) {
        if (kind == SourceKind.AUDIO) {
            return Integer.toString(number);
        }
        if (info.channelCount() == 1 && !info.type().isBlank()) {
            return info.type();
        }
        throw new IllegalArgumentException("stream " + info.name() + ": channel " + number + " of " + info.channelCount()
                + " has no label, and no dialect knows the stream; " + MappingFile.advice(info));
    }

    private Reading reading(int column, WireChannel wire, String label) {
        if (VALIDITY.matcher(label).matches()) {
            return Reading.leftOut(column, wire, "says whether the others are valid");
        }
        String own = kind == SourceKind.FACE && GAZE.matcher(label).matches() ? "Gaze" : kind.contentType(wire.type());
        String type = isRead(own) ? own : kind.contentType(info.type());
        if (typed && !isRead(type)) {
            return Reading.leftOut(column, wire, kind.nodeType() + " reads no " + wire.type());
        }
        // no nominal rate says nothing about the signal: a tracker's pictures come when they are ready
        boolean steps = PRESENCE.matcher(label).matches() || kind == SourceKind.LABEL;
        return Reading.plain(column, wire, new Channel(Role.RECEIVER, type, label, wire.unit(), extractor,
                steps ? Scale.STEPWISE : Scale.CONTINUOUS), conversion, conversion.equals(Conversion.NONE) ? WHY
                        : WHY + "; its integers as parts of full scale");
    }

    private boolean isRead(String type) {
        return kind.contents().contains(type);
    }

    /** Sound goes from -1 to 1, whatever integers it is sent as. */
    private Conversion conversion() {
        boolean integers = switch (info.format()) {
            case INT8, INT16, INT32 -> true;
            default -> false;
        };
        return kind == SourceKind.AUDIO && integers ? new Conversion(Math.pow(2, 1 - 8 * info.format().bytes()), 0, false)
                : Conversion.NONE;
    }

    /** The program that computed the values; for labels, whoever's keys the receiver pressed. */
    private String extractor() {
        return info.desc().child("acquisition")
                .map(device -> (kind == SourceKind.LABEL ? device.text("manufacturer") + " " : "") + device.text("model"))
                        .orElse("").strip();
    }
}
