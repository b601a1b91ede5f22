package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.rapport.api.node.Output;
import org.rapport.api.node.Source;
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

    private final Network network;
    private final Dialects dialects;
    private final SourceSettings settings;
    private final List<DeviceReader> readers = new ArrayList<>();
    /** The streams that are there and can be read, by uid. */
    private final Map<String, Candidate> candidates = new HashMap<>();
    /** When streams that could not be opened may be tried again, by uid. */
    private final Map<String, Double> retryAt = new HashMap<>();

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
        Link.report(output, output.node(), State.RESOLVING, "looks for " + query.words());
        try (DeviceSearch search = new DeviceSearch(network.lsl(), query)) {
            while (!Thread.currentThread().isInterrupted()) {
                if (!isComplete()) {
                    seek(search, interpreter, output);
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
        found.forEach(info -> examine(info, interpreter, output));
        if (candidates.isEmpty() && readers.isEmpty()) {
            search.absence().ifPresent(words -> Link.report(output, output.node(), State.RESOLVING, words));
        }
        for (Candidate candidate : List.copyOf(candidates.values())) {
            if (LslClock.now() - candidate.since() >= SETTLE && isFree(candidate)) {
                List<StreamInfo> rivals = candidates.values().stream().filter(other -> other.competesWith(candidate.places()))
                        .map(Candidate::info).toList();
                if (rivals.size() > 1) {
                    search.ambiguity(rivals).ifPresent(words -> Link.report(output, output.node(), State.RESOLVING, words));
                } else {
                    open(candidate, search, output);
                }
            }
        }
    }

    /** Finds out what a stream sends, if that is not known. */
    private void examine(StreamInfo info, Interpreter interpreter, Output output) {
        if (candidates.containsKey(info.uid()) || LslClock.now() < retryAt.getOrDefault(info.uid(), 0.0)) {
            return;
        }
        try {
            StreamInfo full = Link.describe(network.lsl(), info);
            ChannelMap map = ChannelMap.of(full, settings, interpreter, output.node());
            candidates.put(info.uid(), new Candidate(full, map, settings.kind().places(map.meaning().types()), LslClock.now()));
        } catch (IllegalArgumentException e) {
            retryAt.put(info.uid(), Double.POSITIVE_INFINITY); // it will not change; another outlet has another uid
            Link.report(output, info.name(), State.REFUSED, e.getMessage());
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

    private void open(Candidate candidate, DeviceSearch search, Output output) {
        if (LslClock.now() < retryAt.getOrDefault(candidate.info().uid(), 0.0)) {
            return;
        }
        try {
            DeviceReader opened = DeviceReader.open(network.lsl(), candidate.info(), candidate.map(), candidate.places(),
                    settings.clock(), output);
            readers.stream().filter(reader -> candidate.competesWith(reader.places())).forEach(DeviceReader::close);
            readers.removeIf(reader -> candidate.competesWith(reader.places()));
            readers.add(opened);
            search.forgetNews();
        } catch (LslException e) {
            retryAt.put(candidate.info().uid(), LslClock.now() + RETRY_AFTER);
        }
    }
}
