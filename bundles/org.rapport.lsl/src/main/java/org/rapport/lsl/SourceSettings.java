package org.rapport.lsl;

import java.util.ArrayList;
import java.util.List;

import org.lsl4j.StreamInfo;
import org.rapport.api.node.PlannedNode;
import org.rapport.api.signal.Role;

/**
 * The settings that all source nodes have in common.
 *
 * @param kind what the node looks for
 * @param role the person its signals come from
 * @param query an LSL predicate, or empty for that of the kind
 * @param stream the stream's name, or empty for any
 * @param sourceId the stream's source id, or empty for any
 * @param minConfidence samples whose tracker confidence is lower are NaN
 */
record SourceSettings(SourceKind kind, Role role, String query, String stream, String sourceId, double minConfidence) {

    static SourceSettings of(SourceKind kind, DeviceSettings settings) {
        return new SourceSettings(kind, Role.of(settings.role()), settings.query(), settings.stream(), settings.sourceId(),
                settings.minConfidence());
    }

    static SourceSettings of(SourceKind kind, PlannedNode node) {
        return new SourceSettings(kind, Role.of(node.setting("role").orElse("")), node.setting("query").orElse(""),
                node.setting("stream").orElse(""), node.setting("sourceId").orElse(""),
                node.setting("minConfidence").map(Double::valueOf).orElse(0.0));
    }

    /** The predicate that finds its streams. */
    String predicate() {
        List<String> terms = new ArrayList<>();
        if (!query.isEmpty()) {
            terms.add("(" + query + ")");
        } else if (stream.isEmpty() && sourceId.isEmpty()) {
            terms.add("(" + kind.query() + ")");
        }
        if (!stream.isEmpty()) {
            terms.add("name=" + quoted(stream));
        }
        if (!sourceId.isEmpty()) {
            terms.add("source_id=" + quoted(sourceId));
        }
        return String.join(" and ", terms);
    }

    boolean chooses(StreamInfo info) {
        return info.matches(predicate());
    }

    private static String quoted(String text) {
        return text.indexOf('\'') < 0 ? "'" + text + "'" : "\"" + text + "\"";
    }
}
