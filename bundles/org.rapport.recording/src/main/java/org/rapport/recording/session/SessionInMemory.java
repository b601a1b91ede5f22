package org.rapport.recording.session;

import java.util.ArrayList;
import java.util.List;

import org.rapport.api.device.StreamMapping;
import org.rapport.api.graph.PlannedNode;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.StreamDescription;

/** The play of a recording that nobody kept the order of: everything at its time. */
record SessionInMemory(RecordedSession session) implements SessionPlay {
    private static final int SOME = 200;

    private record Turn(RecordedSignal signal, boolean made) {
    }

    @Override
    public List<String> warnings() {
        return session.warnings();
    }

    @Override
    public List<StreamDescription> descriptions() {
        return session.descriptions();
    }

    @Override
    public void play(List<PlannedNode> sources, StreamMapping mapping, String node, Player player) throws Exception {
        List<Turn> turns = new ArrayList<>();
        session.signals(sources, mapping).forEach(signal -> turns.add(new Turn(signal, false)));
        session.made(node).forEach(signal -> turns.add(new Turn(signal, true)));
        turns.sort((a, b) -> a.signal().compareTo(b.signal()));
        for (int i = 0; i < turns.size(); i++) {
            RecordedSignal signal = turns.get(i).signal();
            if (turns.get(i).made()) {
                player.made((Block) signal.signal());
            } else {
                player.sent(signal);
            }
            if (i % SOME == 0) {
                player.progress((double) i / turns.size());
            }
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
