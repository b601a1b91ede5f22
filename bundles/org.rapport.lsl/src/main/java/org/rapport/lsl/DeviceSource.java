package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.rapport.api.node.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Dialects;

/**
 * Reads the streams of one source node for as long as it runs: looks for the device, reads it, says when it falls silent
 * or goes, and takes it up again when it is back.
 */
final class DeviceSource implements Source {
    /** A block a stream at most this often: below what anybody sees, and few enough blocks for a 1,000 Hz stream. */
    static final long PACE_MILLIS = 10;
    static final double RETRY_AFTER = 1;
    /** Outlets answer one after the other: a rival of the first to answer must have its chance to be seen. */
    private static final double SETTLE = 0.3;
    /** Seconds from one look for rivals of what is read to the next. */
    private static final double LOOK_EVERY = 1;

    private final Network network;
    private final Dialects dialects;
    private final SourceSettings settings;
    private final List<DeviceReader> readers = new ArrayList<>();
    /** The streams that are there and can be read, by uid. */
    private final Map<String, Candidate> candidates = new HashMap<>();
    /** When streams that could not be opened may be tried again, by uid. */
    private final Map<String, Double> retryAt = new HashMap<>();
    /** The streams that would do as well as those which are read, and are told, by uid. */
    private final Set<String> rivalsTold = new HashSet<>();
    private double nextLook;

    /** A stream that this node could read, the places that it would take, and since when it is known. */
    private record Candidate(StreamInfo info, ChannelMap map, Set<String> places, double since) {
        boolean competesWith(Set<String> others) {
            return !Collections.disjoint(places, others);
        }
    }

    DeviceSource(Network network, Dialects dialects, SourceSettings settings) {
        this.network = network;
        this.dialects = dialects;
        this.settings = settings;
    }

    @Override
    public void run(Output output) throws InterruptedException {
        List<Dialect> known = dialects.all();
        Interpreter interpreter = new Interpreter(known);
        StreamQuery query = settings.streamQuery(known);
        Link.report(output, StreamId.of(output.node()), State.RESOLVING, "looks for " + query.words());
        try (DeviceSearch search = new DeviceSearch(network.lsl(), query)) {
            while (!Thread.currentThread().isInterrupted()) {
                if (!isComplete()) {
                    seek(search, interpreter, output);
                } else if (LslClock.now() >= nextLook) {
                    nextLook = LslClock.now() + LOOK_EVERY;
                    search.found().forEach(this::tellRival);
                }
                readers.forEach(DeviceReader::read);
                Thread.sleep(PACE_MILLIS);
            }
        } finally {
            readers.forEach(DeviceReader::close);
            readers.clear();
        }
    }

    private boolean isComplete() {
        return settings.kind() != SourceKind.PHYSIO && !readers.isEmpty() && readers.stream()
                .allMatch(reader -> reader.state() == State.LIVE);
    }

    private void seek(DeviceSearch search, Interpreter interpreter, Output output) {
        Collection<StreamInfo> found = search.found();
        candidates.keySet().retainAll(found.stream().map(StreamInfo::uid).toList());
        found.forEach(info -> examine(info, search, interpreter, output));
        if (candidates.isEmpty() && readers.isEmpty()) {
            search.absence().ifPresent(words -> Link.report(output, StreamId.of(output.node()), State.RESOLVING, words));
        }
        for (Candidate candidate : List.copyOf(candidates.values())) {
            if (LslClock.now() - candidate.since() < SETTLE) {
                continue;
            }
            if (!isFree(candidate)) {
                tellRival(candidate.info());
                continue;
            }
            List<StreamInfo> rivals = candidates.values().stream().filter(other -> other.competesWith(candidate.places()))
                    .map(Candidate::info).filter(info -> !isBroken(info)).toList();
            // one whose connection broke is tried if there is no other
            if (rivals.isEmpty() || rivals.contains(candidate.info())) {
                if (rivals.size() > 1) {
                    search.ambiguity(rivals)
                            .ifPresent(words -> Link.report(output, StreamId.of(output.node()), State.RESOLVING, words));
                } else {
                    open(candidate, search, output);
                }
            }
        }
    }

    /** Finds out what a stream sends, if that is not known. */
    private void examine(StreamInfo info, DeviceSearch search, Interpreter interpreter, Output output) {
        if (candidates.containsKey(info.uid()) || LslClock.now() < retryAt.getOrDefault(info.uid(), 0.0)) {
            return;
        }
        try {
            StreamInfo full = Link.describe(network.lsl(), info);
            if (!search.matches(full)) {
                retryAt.put(info.uid(), Double.POSITIVE_INFINITY); // whatever its outlet answered
                return;
            }
            ChannelMap map = ChannelMap.of(full, settings, interpreter, output.node());
            candidates.put(info.uid(), new Candidate(full, map, settings.kind().places(map.meaning().types()), LslClock.now()));
        } catch (IllegalArgumentException e) {
            retryAt.put(info.uid(), Double.POSITIVE_INFINITY); // it will not change; another outlet has another uid
            Link.report(output, DeviceIdentity.of(output.node(), info), State.REFUSED, e.getMessage());
        } catch (LslException e) {
            retryAt.put(info.uid(), LslClock.now() + RETRY_AFTER); // an outlet that just ended is still in the resolver's memory
        }
    }

    /** Whether nothing that is read, or that is read and still there, has one of its places. */
    private boolean isFree(Candidate candidate) {
        return readers.stream().filter(reader -> candidate.competesWith(reader.places()))
                .noneMatch(reader -> reader.state() == State.LIVE || candidates.values().stream()
                        .anyMatch(one -> reader.isConnectedTo(one.info())));
    }

    /** Whether this is the stream of a reader whose connection broke; its outlet may be gone and only remembered. */
    private boolean isBroken(StreamInfo info) {
        return readers.stream().anyMatch(reader -> reader.info().uid().equals(info.uid()) && !reader.isConnectedTo(info));
    }

    /** Says once that a stream would do as well as the one that is read. */
    private void tellRival(StreamInfo info) {
        if (readers.isEmpty() || readers.stream().anyMatch(reader -> reader.info().uid().equals(info.uid()))
                || !rivalsTold.add(info.uid())) {
            return;
        }
        DeviceReader reader = readers.stream().filter(one -> info.mayContinue(one.info())).findFirst()
                .orElse(readers.get(0));
        reader.warn(info.mayContinue(reader.info())
                ? "a second device is there with its name, source id and host, and is not read: give each a source id of its own"
                : "this node could read " + DeviceIdentity.words(info) + " as well, and will when its device is gone; choose one "
                        + "with \"sourceId\" or \"query\"");
    }

    /** The identity of a new stream: that of the one in whose place it comes if they are alike, and no other's. */
    private ChannelMap named(Candidate candidate, List<DeviceReader> former) {
        StreamId id = candidate.map().description().id();
        Set<StreamId> taken = readers.stream().filter(reader -> !former.contains(reader)).map(DeviceReader::id)
                .collect(Collectors.toSet());
        while (taken.contains(id)) {
            id = id.withNumber(id.number() + 1);
        }
        return candidate.map().with(id);
    }

    private void open(Candidate candidate, DeviceSearch search, Output output) {
        if (LslClock.now() < retryAt.getOrDefault(candidate.info().uid(), 0.0)) {
            return;
        }
        try {
            List<DeviceReader> former = readers.stream().filter(reader -> candidate.competesWith(reader.places())).toList();
            DeviceReader opened = DeviceReader.open(network, candidate.info(), named(candidate, former), candidate.places(),
                    settings.clock(), output);
            former.forEach(reader -> replace(reader, opened));
            readers.removeAll(former);
            readers.add(opened);
            rivalsTold.add(candidate.info().uid()); // it is remembered for a while after it is gone
            search.forgetNews();
        } catch (LslException e) {
            retryAt.put(candidate.info().uid(), LslClock.now() + RETRY_AFTER);
        }
    }

    /** The same device goes on; any other that takes its place is told. */
    private static void replace(DeviceReader former, DeviceReader now) {
        boolean same = former.info().uid().equals(now.info().uid()) || now.info().mayContinue(former.info());
        if (!same) {
            now.warn("takes the place of " + DeviceIdentity.words(former.info()) + ", which is gone: this is "
                    + DeviceIdentity.words(now.info()));
        }
        if (former.id().equals(now.id())) {
            former.close();
        } else {
            former.giveWayTo("gone; " + DeviceIdentity.words(now.info()) + " takes its place");
        }
    }
}
