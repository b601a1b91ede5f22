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
import org.rapport.recording.session.RecordedSession.State;

/**
 * Which source nodes recorded streams go to if they come again: each to the source that it came from; one of another program,
 * or of another pipeline, to all sources that would choose it.
 */
final class Routes {
    private static final String MARKER_SOURCE = "rapport.source.markers";
    /** Plays both people. */
    private static final String REPLAY_SOURCE = "rapport.source.replay";

    private final List<PlannedNode> sources;
    private final StreamMapping mapping;
    private final Claims claims = new Claims();
    private final Map<StreamId, List<Way>> ways = new LinkedHashMap<>();

    /** Where a state of a recorded stream goes to, and what the stream is called there. */
    record Way(String source, StreamId id) {
    }

    Routes(List<PlannedNode> sources, StreamMapping mapping) {
        this.sources = sources;
        this.mapping = mapping;
    }

    /** Adds the streams of one recording; until the next, it is asked for the states of that. */
    void add(Collection<StreamHead> streams, StreamTitles titles) {
        ways.clear();
        sources.forEach(source -> way(StreamId.of(source.name()), new Way(source.name(), StreamId.of(source.name()))));
        for (StreamHead stream : streams) {
            Optional<String> sender = sender(stream);
            if (sender.isPresent()) {
                way(stream.id(), new Way(sender.get(), stream.id()));
            } else if (stream.isFromDevice()) {
                for (PlannedNode source : sources) {
                    Optional<MappedStream> mapped = mapping.map(source, stream.header());
                    if (mapped.isPresent()) {
                        way(stream.id(), new Way(source.name(), mapped.get().description().id()));
                        claims.add(source, stream, mapped.get(), titles.of(stream.number()));
                    }
                }
            }
        }
    }

    /**
     * The streams of other senders, and the sources that read them.
     *
     * @throws IllegalArgumentException if two streams would do for one source; one line
     */
    List<Claims.Claim> claimed() {
        return claims.resolved();
    }

    /** Where a state goes to. */
    List<Way> of(State state) {
        return state.id().map(id -> ways.getOrDefault(id, sent(id))).orElseGet(() -> lastOf(state.stream()));
    }

    /** Markers go to the node that sent them; where that is not there, or not known, to all that read markers. */
    List<String> ofMarkers(String node) {
        List<String> known = sources.stream().map(PlannedNode::name).filter(node::equals).toList();
        return known.isEmpty()
                ? sources.stream().filter(source -> source.type().equals(MARKER_SOURCE)).map(PlannedNode::name).toList() : known;
    }

    private void way(StreamId recorded, Way way) {
        List<Way> known = ways.computeIfAbsent(recorded, id -> new ArrayList<>());
        if (!known.contains(way)) { // a stream that was described anew is another one in the file
            known.add(way);
        }
    }

    /** That of a device which never sent a sample. */
    private List<Way> sent(StreamId id) {
        return sources.stream().map(PlannedNode::name).filter(id.node()::equals).map(name -> new Way(name, id)).toList();
    }

    /** Recordings that were made before states told their node have the name only. */
    private List<Way> lastOf(String name) {
        return ways.entrySet().stream().filter(way -> way.getKey().name().equals(name)).map(Map.Entry::getValue)
                .reduce((former, later) -> later).orElse(List.of());
    }

    /** The source that sent a stream: the one of that name, unless it is meant for the other person now. */
    Optional<String> sender(StreamHead stream) {
        return stream.description()
                .flatMap(description -> sources.stream().filter(source -> source.name().equals(description.id().node()))
                        .filter(source -> source.type().equals(REPLAY_SOURCE)
                                || source.setting("role").map(Role::of).equals(description.role()))
                        .map(PlannedNode::name).findFirst());
    }
}
