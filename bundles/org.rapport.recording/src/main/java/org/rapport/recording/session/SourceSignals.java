package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.device.StreamMapping.MappedStream;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.RecordedSession.State;

/**
 * What source nodes would send if recorded streams came again. A stream goes to the source that it came from; one of another
 * program, or of another pipeline, to all sources that would choose it.
 */
final class SourceSignals {
    private static final String MARKER_SOURCE = "rapport.source.markers";
    /** Plays both people. */
    private static final String REPLAY_SOURCE = "rapport.source.replay";

    private final List<PlannedNode> sources;
    private final StreamMapping mapping;
    private final Claims claims = new Claims();
    private final List<RecordedSignal> signals = new ArrayList<>();

    /** Where a recorded stream goes to. */
    private record Way(String source, StreamId id) {
    }

    SourceSignals(List<PlannedNode> sources, StreamMapping mapping) {
        this.sources = sources;
        this.mapping = mapping;
    }

    /** Adds what one recording holds. */
    void add(Collection<RecordedStream> streams, List<State> states, List<RecordedSignal> markers, StreamTitles titles) {
        Map<StreamId, List<Way>> ways = new LinkedHashMap<>();
        sources.forEach(source -> way(ways, StreamId.of(source.name()), new Way(source.name(), StreamId.of(source.name()))));
        for (RecordedStream stream : streams) {
            Optional<String> sender = sender(stream);
            if (sender.isPresent()) {
                way(ways, stream.id(), new Way(sender.get(), stream.id()));
                stream.blocks(Optional.empty()).forEach(block -> signals.add(block.from(sender.get())));
            } else if (stream.isFromDevice()) {
                for (PlannedNode source : sources) {
                    Optional<MappedStream> mapped = mapping.map(source, stream.stream().header());
                    if (mapped.isPresent()) {
                        way(ways, stream.id(), new Way(source.name(), mapped.get().description().id()));
                        claims.add(source, stream, mapped.get(), titles.of(stream.stream().id()));
                    }
                }
            }
        }
        states.forEach(state -> add(state, ways));
        addMarkers(markers);
    }

    private static void way(Map<StreamId, List<Way>> ways, StreamId recorded, Way way) {
        ways.computeIfAbsent(recorded, id -> new ArrayList<>()).add(way);
    }

    private void add(State state, Map<StreamId, List<Way>> ways) {
        List<Way> taken = state.id().map(id -> ways.getOrDefault(id, sent(id))).orElseGet(() -> lastOf(ways, state.stream()));
        for (Way way : taken) {
            signals.add(new RecordedSignal(way.source(), new StreamStatus(way.id(), state.state(), state.time(), state.reason()),
                    state.time(), state.position()));
        }
    }

    /** That of a device which never sent a sample. */
    private List<Way> sent(StreamId id) {
        return sources.stream().map(PlannedNode::name).filter(id.node()::equals).map(name -> new Way(name, id)).toList();
    }

    /** Recordings that were made before states told their node have the name only. */
    private static List<Way> lastOf(Map<StreamId, List<Way>> ways, String name) {
        return ways.entrySet().stream().filter(way -> way.getKey().name().equals(name)).map(Map.Entry::getValue)
                .reduce((former, later) -> later).orElse(List.of());
    }

    /** Markers go to the node that sent them; where that is not there, or not known, to all that read markers. */
    private void addMarkers(List<RecordedSignal> markers) {
        List<String> readers = sources.stream().filter(source -> source.type().equals(MARKER_SOURCE)).map(PlannedNode::name)
                .toList();
        for (RecordedSignal marker : markers) {
            List<String> known = sources.stream().map(PlannedNode::name).filter(marker.source()::equals).toList();
            (known.isEmpty() ? readers : known).forEach(reader -> signals.add(marker.from(reader)));
        }
    }

    /** The source that sent a stream: the one of that name, unless it is meant for the other person now. */
    private Optional<String> sender(RecordedStream stream) {
        return stream.description()
                .flatMap(description -> sources.stream().filter(source -> source.name().equals(description.id().node()))
                        .filter(source -> source.type().equals(REPLAY_SOURCE)
                                || source.setting("role").map(Role::of).equals(description.role()))
                        .map(PlannedNode::name).findFirst());
    }

    /**
     * All of it, in no order.
     *
     * @throws IllegalArgumentException if two streams would do for one source; one line
     */
    List<RecordedSignal> all() {
        List<RecordedSignal> all = new ArrayList<>(signals);
        claims.resolved().forEach(claim -> claim.stream().blocks(Optional.of(claim.mapped()))
                .forEach(block -> all.add(block.from(claim.source().name()))));
        return all;
    }
}
