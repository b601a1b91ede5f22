package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.rapport.api.recording.RecordingView.Column;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamDescription;
import org.rapport.xdf.StreamHeader;

/** What the channels of a recorded stream are, whoever recorded it. */
public final class RecordedColumns {
    private RecordedColumns() {
    }

    /** Whether a node of a graph made the stream of others. */
    public static boolean isMade(String header) {
        return HeaderReader.description(header).map(StreamDescription::origin).filter(Origin.Derived.class::isInstance)
                .isPresent();
    }

    /** One for each channel; what another program said of them as it stands. */
    public static List<Column> of(String xml, StreamHeader header) {
        List<Map<String, String>> told = HeaderReader.channels(xml);
        String role = StreamFacts.of(xml).role().orElse("");
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < header.channelCount(); i++) {
            Map<String, String> facts = told.size() == header.channelCount() ? told.get(i) : Map.of();
            columns.add(column(facts, role, header.type(), i));
        }
        return columns;
    }

    private static Column column(Map<String, String> facts, String role, String type, int number) {
        String whose = facts.getOrDefault("role", role);
        String kind = facts.getOrDefault("type", type);
        String label = Stream.of("label", "name").map(key -> facts.getOrDefault(key, "")).filter(one -> !one.isBlank())
                .findFirst().orElse("channel " + (number + 1));
        String path = whose + "/" + kind + "/";
        return new Column(whose, kind, label.startsWith(path) ? label.substring(path.length()) : label,
                facts.getOrDefault("unit", ""), facts.getOrDefault("extractor", ""), "stepwise".equals(facts.get("scale")));
    }
}
