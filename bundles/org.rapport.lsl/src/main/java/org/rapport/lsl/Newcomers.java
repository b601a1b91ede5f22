package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.lsl4j.Attempts;
import org.lsl4j.Inlet;
import org.lsl4j.Lsl;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;

/**
 * Gets to know the streams that discovery tells of while nobody waits who moves samples: fetches their descriptions and connects
 * to them in the background, and less and less often where nobody answers. Used by the thread of one source.
 */
final class Newcomers implements AutoCloseable {
    private static final int AT_ONCE = 16;
    /** A host that claims to have any number of streams must leave room for others. */
    private static final int AT_ONCE_PER_HOST = 8;
    /** Seconds without an answer until it is told: longer than discovery remembers an outlet that has just ended. */
    private static final double PATIENCE = 4;

    private final Lsl lsl;
    private final Attempts<StreamInfo> descriptions = new Attempts<>("describes", AT_ONCE, info -> {
    });
    private final Attempts<Inlet> connections = new Attempts<>("connects", AT_ONCE, Inlet::close);
    /** What is being tried, or did not succeed yet, by uid. */
    private final Map<String, Trial> trials = new HashMap<>();
    /** How many trials run with each host, by address. */
    private final Map<String, Integer> running = new HashMap<>();

    /**
     * What is tried with a stream.
     *
     * @param found as discovery tells of it
     * @param since when that began, before all failures
     * @param failure why it did not succeed so far, empty if it was not tried to the end
     * @param running whether it is tried now
     */
    private record Trial(StreamInfo found, double since, String failure, boolean running) {
        Trial ended(Exception why) {
            return new Trial(found, since, why.getMessage() == null ? why.toString() : why.getMessage(), false);
        }
    }

    /**
     * A stream that has described itself.
     *
     * @param found as discovery tells of it
     * @param full as its outlet describes it
     */
    record Described(StreamInfo found, StreamInfo full) {
    }

    /**
     * A stream that does not answer.
     *
     * @param why for people
     */
    record Silent(StreamInfo found, String why) {
        String words() {
            return "it answers discovery and nothing else (" + why + "); it is asked less and less often: let the firewall of "
                    + found.hostname() + " pass TCP port " + (found.v4().dataPort() > 0 ? found.v4() : found.v6()).dataPort();
        }
    }

    Newcomers(Lsl lsl) {
        this.lsl = lsl;
    }

    /** Begins to fetch the description of a stream, if it is time to. */
    void describe(StreamInfo found) {
        begin(found, () -> descriptions.begin(found.uid(), () -> Link.describe(lsl, found)));
    }

    /** Begins to connect to a stream, if it is time to. */
    void connect(StreamInfo info) {
        begin(info, () -> connections.launch(info.uid(), () -> Link.connect(lsl, info)));
    }

    private void begin(StreamInfo info, BooleanSupplier attempt) {
        Trial before = trials.get(info.uid());
        if (before != null && before.running() || running.getOrDefault(address(info), 0) >= AT_ONCE_PER_HOST) {
            return;
        }
        if (attempt.getAsBoolean()) {
            running.merge(address(info), 1, Integer::sum);
            trials.put(info.uid(), before == null ? new Trial(info, LslClock.now(), "", true)
                    : new Trial(info, before.since(), before.failure(), true));
        }
    }

    /** Where a stream comes from, which its outlet cannot feign. */
    static String address(StreamInfo info) {
        return info.v4().address().isEmpty() ? info.v6().address() : info.v4().address();
    }

    /** The streams whose descriptions have come since this was last asked. */
    List<Described> described() {
        List<Described> all = new ArrayList<>();
        for (Attempts.Ended<StreamInfo> ended : descriptions.ended()) {
            Trial trial = end(ended);
            ended.value().ifPresent(full -> all.add(new Described(trial == null ? full : trial.found(), full)));
        }
        return all;
    }

    /** The connections that have come about since this was last asked. They belong to the caller. */
    List<Inlet> connected() {
        List<Inlet> all = new ArrayList<>();
        for (Attempts.Ended<Inlet> ended : connections.ended()) {
            end(ended);
            ended.value().ifPresent(all::add);
        }
        return all;
    }

    private Trial end(Attempts.Ended<?> ended) {
        Trial trial = trials.remove(ended.peer());
        if (trial != null) {
            running.computeIfPresent(address(trial.found()), (host, count) -> count > 1 ? count - 1 : null);
            ended.failure().ifPresent(why -> trials.put(ended.peer(), trial.ended(why)));
        }
        return trial;
    }

    /**
     * The streams that are on the network and have answered to nothing else for a while.
     *
     * @param found the streams that are there now; of others what went wrong is forgotten
     */
    List<Silent> silent(Collection<StreamInfo> found) {
        if (trials.isEmpty()) {
            return List.of();
        }
        Set<String> present = found.stream().map(StreamInfo::uid).collect(Collectors.toCollection(HashSet::new));
        trials.values().removeIf(trial -> !trial.running() && !present.contains(trial.found().uid()));
        double now = LslClock.now();
        return trials.values().stream().filter(
                trial -> !trial.failure().isEmpty() && now - trial.since() > PATIENCE && present.contains(trial.found().uid()))
                .map(trial -> new Silent(trial.found(), trial.failure())).toList();
    }

    @Override
    public void close() {
        descriptions.close();
        connections.close();
    }
}
