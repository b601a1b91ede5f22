package org.rapport.lsl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.lsl4j.StreamInfo;
import org.rapport.json.JsonText;
import org.rapport.lsl.dialects.Conversion;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.Validity;
import org.rapport.lsl.dialects.WireChannel;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * Writes the dialect file of a stream, to be edited: what is known or can be assumed is filled in, the rest is as the stream
 * says.
 * The key {@code unedited} keeps it from being used as it is.
 */
final class MappingFile {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private final StreamInfo info;
    private final List<Reading> channels;
    private final Optional<Interpretation> known;
    private final boolean bare;

    /** @param known what a dialect or its own words make of it, if they make anything */
    MappingFile(StreamInfo info, Optional<Interpretation> known) {
        this.info = info;
        this.known = known;
        this.channels = known.map(Interpretation::channels).orElseGet(() -> unknown(WireChannel.of(info)));
        this.bare = channels.stream().allMatch(channel -> channel.wire().label().isEmpty());
    }

    private static List<Reading> unknown(List<WireChannel> channels) {
        return IntStream.range(0, channels.size()).mapToObj(i -> Reading.leftOut(i, channels.get(i), "")).toList();
    }

    /** What to do about a stream that no dialect knows. */
    static String advice(StreamInfo info) {
        return "write a dialect for it with: rapport streams --mapping \"" + info.name()
                + "\" > dialects/my-device.json, and edit that file";
    }

    /** The file's text. */
    String json() {
        JsonObjectBuilder file = Json.createObjectBuilder()
                .add("unedited", "delete this line when the others are right; until then the file is not used")
                .add("about", info.name() + ": for each channel, set \"type\" to Gaze, Face, ECG, PPG, EDA, RSP, Audio or Label, "
                        + "\"as\" to the canonical label, \"unit\" to the canonical unit and \"missing\" to the values that "
                        + "stand "
                        + "for none, or say with \"drop\" why it is left out; \"validity\" names the channels that say "
                        + "whether others (\"of\") are valid: those \"above\" or \"below\" a number, or else "
                        + "not below minConfidence");
        JsonObjectBuilder recognise = Json.createObjectBuilder().add("name", quoted(info.name()));
        if (!info.type().isBlank()) {
            recognise.add("type", quoted(info.type()));
        }
        if (bare) {
            file.add("recognise", recognise.add("unlabelled", channels.size()));
            JsonArrayBuilder names = Json.createArrayBuilder();
            channels.forEach(channel -> names.add(label(channel)));
            file.add("names", names);
        } else {
            JsonArrayBuilder labels = Json.createArrayBuilder();
            channels.forEach(channel -> labels.add(channel.wire().label()));
            file.add("recognise", recognise.add("labels", labels));
        }
        JsonArrayBuilder validities = Json.createArrayBuilder();
        known.ifPresent(meaning -> meaning.validities().stream().filter(this::isThere)
                .forEach(validity -> validities.add(validity(validity))));
        file.add("validity", validities);
        JsonArrayBuilder rules = Json.createArrayBuilder();
        channels.forEach(channel -> rules.add(rule(channel)));
        return JsonText.of(file.add("channels", rules).build());
    }

    private String label(Reading channel) {
        return !bare ? channel.wire().label() : known.map(meaning -> meaning.labels().get(channel.column()))
                .orElseGet(() -> "channel " + (channel.column() + 1));
    }

    private JsonObject rule(Reading channel) {
        JsonObjectBuilder rule = Json.createObjectBuilder().add("label", quoted(label(channel)));
        Optional<String> type = channel.isUsed() ? Optional.of(channel.type())
                : channel.why().isEmpty() ? guess(channel.wire().type()) : Optional.empty();
        if (type.isEmpty()) {
            return rule
                    .add("drop", channel.why().isEmpty() ? "say why, or give type, as, unit and missing instead" : channel.why())
                    .build();
        }
        rule.add("type", type.get()).add("as", (channel.isUsed() ? channel.label() : label(channel)).replaceAll("[$\\\\]", "_"))
                .add("unit", channel.isUsed() ? channel.unit() : channel.wire().unit());
        convert(channel.conversion(), rule);
        JsonArrayBuilder missing = Json.createArrayBuilder();
        missing(channel).forEach(missing::add);
        return rule.add("scale", channel.scale().name().toLowerCase(Locale.ROOT)).add("missing", missing).build();
    }

    /** Values that stand for none, also those that do only where the others of a point do. */
    private List<Double> missing(Reading channel) {
        Stream<Float> together = known.stream().flatMap(meaning -> meaning.absences().stream())
                .filter(absence -> absence.columns().contains(channel.column())).flatMap(absence -> absence.values().stream());
        return Stream.concat(channel.missing().stream(), together).map(Float::doubleValue).distinct().sorted().toList();
    }

    private boolean isThere(Validity validity) {
        return known.orElseThrow().labels().stream().anyMatch(validity.label()::matches);
    }

    private static JsonObject validity(Validity validity) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("label", validity.label().pattern());
        validity.above().ifPresent(value -> json.add("above", value));
        validity.below().ifPresent(value -> json.add("below", value));
        return json.add("of", validity.of().pattern()).build();
    }

    private static void convert(Conversion conversion, JsonObjectBuilder rule) {
        rule.add("factor", conversion.factor());
        if (conversion.reciprocal()) {
            rule.add("reciprocal", true);
        } else {
            rule.add("offset", conversion.offset());
        }
    }

    /** The content type that the channel's or the stream's own word means. */
    private Optional<String> guess(String channelType) {
        for (String word : new String[]{channelType, info.type()}) {
            for (SourceKind kind : SourceKind.values()) {
                if (kind != SourceKind.LABEL && kind.contents().contains(kind.contentType(word))) {
                    return Optional.of(kind.contentType(word));
                }
            }
        }
        return Optional.empty();
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
