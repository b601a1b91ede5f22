package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.lsl4j.StreamInfo;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Role;
import org.rapport.lsl.dialects.Conversion;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.OwnWords;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.Units;
import org.rapport.lsl.dialects.WireChannel;

/**
 * What a stream's channels mean by its own words, where no dialect knows it: labels, units and types as the outlet says
 * them. A source keeps to its content types: what is said to be something else, or not said to be anything, is left out.
 */
final class SelfDescription {
    private static final Pattern PRESENCE = Pattern.compile("AU\\d\\d_c");
    private static final Pattern GAZE = Pattern.compile("gaze_.*");
    /** Ratings may be called anything; these two have always told of the others. */
    private static final Pattern VALIDITY = Pattern.compile("confidence|success");
    private static final String WHY = "as the stream says";

    private final StreamInfo info;
    private final SourceKind kind;
    private final String extractor;
    private final Conversion conversion;
    private final List<WireChannel> channels;
    private final Units units;
    /** Whether some channel itself says that it is what the source reads; then the others are something else. */
    private final boolean typed;

    /** @param units the spellings of units */
    SelfDescription(StreamInfo info, SourceKind kind, Units units) {
        this.info = info;
        this.kind = kind;
        this.units = units;
        this.extractor = kind.isComputed() ? extractor() : "";
        this.conversion = conversion();
        this.channels = WireChannel.of(info);
        this.typed = channels.stream().anyMatch(channel -> isRead(kind.contentType(channel.type())));
    }

    /**
     * What it says.
     *
     * @throws IllegalArgumentException if it does not say enough; one line with the mend
     */
    Interpretation read() {
        List<String> labels = labels();
        OwnWords words = new OwnWords(channels, labels, units);
        List<Reading> readings = new ArrayList<>();
        for (int column = 0; column < channels.size(); column++) {
            readings.add(reading(column, labels.get(column), words));
        }
        return words.interpret(readings);
    }

    /** The outlet's labels, each once. A stream of one channel needs none, and those of sound are microphones. */
    private List<String> labels() {
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

    private Reading reading(int column, String label, OwnWords words) {
        WireChannel wire = channels.get(column);
        if (kind.isMeasured() ? words.tellsValidity(column) : VALIDITY.matcher(label).matches()) {
            return Reading.leftOut(column, wire, "says whether the others are valid");
        }
        Optional<String> bookkeeping = kind == SourceKind.AUDIO || channels.size() == 1 ? Optional.empty()
                : words.bookkeeping(column);
        if (bookkeeping.isPresent()) {
            return Reading.leftOut(column, wire, bookkeeping.get());
        }
        String type = type(wire, label);
        if (!isRead(type)) {
            String said = wire.type().isEmpty() ? info.type() : wire.type();
            return Reading.leftOut(column, wire,
                    kind.nodeType() + (said.isBlank() ? " does not know what it is" : " reads no " + said));
        }
        // no nominal rate says nothing about the signal: a tracker's pictures come when they are ready
        boolean steps = PRESENCE.matcher(label).matches() || kind == SourceKind.LABEL;
        return Reading.plain(column, wire,
                new Channel(Role.RECEIVER, type, label, wire.unit(), extractor, steps ? Scale.STEPWISE : Scale.CONTINUOUS),
                conversion, conversion.equals(Conversion.NONE) ? WHY : WHY + "; its integers as parts of full scale");
    }

    /** What a channel is by its label, by its own type, or by the stream's type; in this order. */
    private String type(WireChannel wire, String label) {
        Optional<String> named = kind == SourceKind.FACE && GAZE.matcher(label).matches() ? Optional.of("Gaze")
                : kind.named(label);
        if (named.isPresent()) {
            return named.get();
        }
        String own = kind.contentType(wire.type());
        if (isRead(own)) {
            return own;
        }
        return typed || SourceKind.isOther(wire.type()) ? wire.type() : kind.contentType(info.type());
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
