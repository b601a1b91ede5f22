package org.rapport.lsl.dialects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import org.lsl4j.Element;
import org.lsl4j.StreamInfo;
import org.rapport.json.TextPattern;

/**
 * What a stream must look like to be of a dialect. All of it must hold.
 *
 * @param properties what the name, type, source id, manufacturer and model must match as a whole
 * @param labels all labels in order, or empty
 * @param includes patterns that must each match some label
 * @param unlabelled how many channels there must be, none with a label
 */
record Recogniser(Map<Property, TextPattern> properties, List<String> labels, List<TextPattern> includes,
        OptionalInt unlabelled) {

    /** What a stream says of itself besides its channels. */
    enum Property {
        NAME("name", StreamInfo::name), TYPE("type", StreamInfo::type), SOURCE_ID("sourceId", StreamInfo::sourceId), MANUFACTURER(
                "manufacturer", info -> described(info, "manufacturer")), MODEL("model", info -> described(info, "model"));

        private final String key;
        private final Function<StreamInfo, String> value;

        Property(String key, Function<StreamInfo, String> value) {
            this.key = key;
            this.value = value;
        }

        String key() {
            return key;
        }

        String of(StreamInfo info) {
            return value.apply(info);
        }

        /** Most outlets put it below {@code <acquisition>}, some right into {@code <desc>}. */
        private static String described(StreamInfo info, String name) {
            String deep = info.desc().child("acquisition").map(device -> text(device, name)).orElse("");
            return deep.isEmpty() ? text(info.desc(), name) : deep;
        }

        private static String text(Element element, String name) {
            return element.text(name).strip();
        }
    }

    /** Why it recognises a stream; empty if it does not. */
    Optional<String> recognise(StreamInfo info, List<WireChannel> channels) {
        boolean holds = properties.entrySet().stream()
                .allMatch(property -> property.getValue().matches(property.getKey().of(info)))
                && (labels.isEmpty() || channels.stream().map(WireChannel::label).toList().equals(labels))
                && includes.stream().allMatch(wanted -> channels.stream().anyMatch(channel -> wanted.matches(channel.label())))
                && (unlabelled.isEmpty() || channels.size() == unlabelled.getAsInt()
                        && channels.stream().allMatch(channel -> channel.label().isEmpty()));
        return holds ? Optional.of(reason(info)) : Optional.empty();
    }

    private String reason(StreamInfo info) {
        StringBuilder reason = new StringBuilder();
        properties.keySet().stream().sorted()
                .forEach(property -> add(reason, "its " + property.key() + " is \"" + property.of(info) + "\""));
        if (!labels.isEmpty()) {
            add(reason, "its labels are exactly " + String.join(", ", labels));
        }
        if (!includes.isEmpty()) {
            add(reason, "it has labels like " + String.join(", ", includes.stream().map(TextPattern::pattern).toList()));
        }
        unlabelled.ifPresent(count -> add(reason, "it has " + count + " channels without labels"));
        return reason.toString();
    }

    private static void add(StringBuilder reason, String words) {
        reason.append(reason.isEmpty() ? "" : " and ").append(words);
    }
}
