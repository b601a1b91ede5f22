package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.StreamStatus;
import org.rapport.recording.session.RecordedSession.State;

/** What source nodes would send if recorded streams came again, all of it in memory. */
final class SourceSignals {
    private final Routes routes;
    private final Map<StreamHead, RecordedStream> streams = new LinkedHashMap<>();
    private final List<RecordedSignal> signals = new ArrayList<>();

    SourceSignals(List<PlannedNode> sources, StreamMapping mapping) {
        routes = new Routes(sources, mapping);
    }

    /** Adds what one recording holds. */
    void add(Collection<RecordedStream> added, List<State> states, List<RecordedSignal> markers, StreamTitles titles) {
        Map<StreamHead, RecordedStream> heads = new LinkedHashMap<>();
        added.forEach(stream -> heads.put(stream.head(), stream));
        streams.putAll(heads);
        routes.add(heads.keySet(), titles);
        heads.forEach((head, stream) -> routes.sender(head)
                .ifPresent(sender -> stream.blocks(Optional.empty()).forEach(block -> signals.add(block.from(sender)))));
        for (State state : states) {
            routes.of(state).forEach(way -> signals.add(new RecordedSignal(way.source(),
                    new StreamStatus(way.id(), state.state(), state.time(), state.reason()), state.time(), state.position())));
        }
        markers.forEach(marker -> routes.ofMarkers(marker.source()).forEach(reader -> signals.add(marker.from(reader))));
    }

    /**
     * All of it, in no order.
     *
     * @throws IllegalArgumentException if two streams would do for one source; one line
     */
    List<RecordedSignal> all() {
        List<RecordedSignal> all = new ArrayList<>(signals);
        routes.claimed().forEach(claim -> streams.get(claim.stream()).blocks(Optional.of(claim.mapped()))
                .forEach(block -> all.add(block.from(claim.source().name()))));
        return all;
    }
}
