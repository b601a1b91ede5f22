package org.rapport.lsl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.lsl4j.StreamInfo;
import org.rapport.json.JsonText;
import org.rapport.lsl.dialects.Conversion;
import org.rapport.lsl.dialects.Interpretation;
import org.rapport.lsl.dialects.Reading;
import org.rapport.lsl.dialects.WireChannel;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Writes the dialect file of a stream, ready to be edited: what is known is filled in, the rest is as the stream says. */
final class MappingFile {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private final StreamInfo info;
    private final List<Reading> channels;
    private final boolean bare;

    /** @param known what a dialect makes of it, if one knows it */
    MappingFile(StreamInfo info, Optional<Interpretation> known) {
        this.info = info;
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
                .add("about", info.name() + ": for each channel, set \"type\" to Gaze, Face, ECG, PPG, EDA, Audio or Label, "
                        + "\"as\" to the "
                        + "canonical label and \"unit\" to the canonical unit, or say with \"drop\" why it is left out");
        JsonObjectBuilder recognise = Json.createObjectBuilder().add("name", quoted(info.name()));
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
        JsonArrayBuilder rules = Json.createArrayBuilder();
        channels.forEach(channel -> rules.add(rule(channel)));
        return JsonText.of(file.add("channels", rules).build());
    }

    private String label(Reading channel) {
        return bare ? "channel " + (channel.column() + 1) : channel.wire().label();
    }

    private JsonObject rule(Reading channel) {
        JsonObjectBuilder rule = Json.createObjectBuilder().add("label", quoted(label(channel)));
        if (!channel.isUsed() && !channel.why().isEmpty()) {
            return rule.add("drop", channel.why()).build();
        }
        String type = channel.isUsed() ? channel.type() : guess(channel.wire().type());
        rule.add("type", type).add("as", (channel.isUsed() ? channel.label() : label(channel)).replaceAll("[$\\\\]", "_"))
                .add("unit", channel.isUsed() ? channel.unit() : channel.wire().unit());
        convert(channel.conversion(), rule);
        return rule.add("scale", channel.scale().name().toLowerCase(Locale.ROOT)).build();
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
    private String guess(String channelType) {
        for (String word : new String[] { channelType, info.type() }) {
            for (SourceKind kind : SourceKind.values()) {
                if (kind != SourceKind.LABEL && kind.contents().contains(kind.contentType(word))) {
                    return kind.contentType(word);
                }
            }
        }
        return info.type().isBlank() ? "Gaze" : info.type();
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
