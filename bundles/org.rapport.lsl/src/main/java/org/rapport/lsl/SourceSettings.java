package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.lsl4j.StreamInfo;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Role;
import org.rapport.lsl.dialects.Dialect;

/**
 * The settings that all source nodes of devices have in common.
 *
 * @param kind what the node looks for
 * @param role the person its signals come from
 * @param query an LSL predicate, or empty for that of the kind
 * @param stream the stream's name, or empty for any
 * @param sourceId the stream's source id, or empty for any
 * @param dialect the dialect to read it by, or empty to recognise it
 * @param minConfidence samples whose tracker confidence is lower are NaN
 * @param clock how stamps become times
 * @param rate how often its samples come
 * @param uid the uid of the only outlet to read, or empty for any
 * @param pin whether the first outlet that it reads is the only one
 */
record SourceSettings(SourceKind kind, Role role, String query, String stream, String sourceId, String dialect,
        double minConfidence, StampClock clock, SampleRate rate, String uid, boolean pin) {

    static SourceSettings of(SourceKind kind, DeviceSettings settings) {
        return new SourceSettings(kind, Role.of(settings.role()), settings.query(), settings.stream(), settings.sourceId(),
                settings.dialect(), settings.minConfidence(), StampClock.of(settings.clock()), SampleRate.of(settings.rate()),
                settings.uid(), settings.pin());
    }

    static SourceSettings of(SourceKind kind, PlannedNode node) {
        return new SourceSettings(kind, Role.of(node.setting("role").orElse("")), node.setting("query").orElse(""),
                node.setting("stream").orElse(""), node.setting("sourceId").orElse(""), node.setting("dialect").orElse(""),
                node.setting("minConfidence").map(Double::valueOf).orElse(0.0),
                StampClock.of(node.setting("clock").orElse(StampClock.LSL.word())),
                SampleRate.of(node.setting("rate").orElse("")), node.setting("uid").orElse(""),
                node.setting("pin").map(Boolean::valueOf).orElse(false));
    }

    /** How its streams are found: the settings that choose one, or else its content type and the devices that are known. */
    StreamQuery streamQuery(List<Dialect> dialects) {
        StreamQuery chosen = StreamQuery.of(query, stream, sourceId, uid);
        if (chosen.isGiven()) {
            return chosen;
        }
        List<Dialect> known = dialects.stream().filter(this::isWanted).toList();
        List<String> queries = new ArrayList<>(List.of(kind.query()));
        known.forEach(one -> queries.add(one.query()));
        String devices = known.stream().map(Dialect::name).collect(Collectors.joining(", "));
        return StreamQuery.any(queries, kind.query() + (devices.isEmpty() ? "" : " or a device of the dialects " + devices));
    }

    private boolean isWanted(Dialect one) {
        return !one.query().isEmpty() && (dialect.isEmpty() ? SourceKind.reading(one.mainType()).filter(kind::equals).isPresent()
                : one.name().equals(dialect));
    }

    /** Those of a node that leaves all but its role to Rapport. */
    static SourceSettings plain(SourceKind kind) {
        return new SourceSettings(kind, Role.RECEIVER, "", "", "", "", 0, StampClock.LSL, SampleRate.AS_SAID, "", false);
    }

    /** Whether an outlet that is read is never exchanged for another, not even for one that says it is the same device. */
    boolean isPinned() {
        return pin || !uid.isEmpty();
    }

    boolean chooses(StreamInfo info, List<Dialect> dialects) {
        return streamQuery(dialects).matches(info);
    }
}
