package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.Inlet;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;
import org.rapport.lsl.dialects.Dialect;
import org.rapport.lsl.dialects.Dialects;

/**
 * Reads the streams of one source node for as long as it runs: looks for the device, reads it, says when it falls silent
 * or goes, and takes it up again when it is back. Nothing on its thread waits for the network.
 */
class DeviceSource implements PolledSource {
    /** Outlets answer one after the other: a rival of the first to answer must have its chance to be seen. */
    private static final double SETTLE = 0.3;
    /** How long a device's other streams may take to be found before it is refused. */
    private static final double FOREIGN_AFTER = 1;
    /** Seconds from one look for what is not read yet to the next: as often as the network is looked at. */
    private static final double SEEK_EVERY = 0.05;
    /** Seconds from one look for more sensors of a body, of which others are read, to the next. */
    private static final double SEEK_MORE_EVERY = 0.25;
    /** Seconds from one look for rivals of what is read to the next. */
    private static final double LOOK_EVERY = 1;
    /** Streams that match and are known: with fewer nobody can choose either. */
    private static final int MOST_CANDIDATES = 64;

    private final LslNetwork network;
    private final Dialects dialects;
    private final SourceSettings settings;
    private final List<DeviceReader> readers = new ArrayList<>();
    /** The streams that are there and can be read, by uid. */
    private final Map<String, Candidate> candidates = new HashMap<>();
    /** When the streams that are there were seen first, by uid. */
    private final Map<String, Double> firstSeen = new HashMap<>();
    /** The streams that are there and cannot be read, by uid. */
    private final Set<String> unfit = new HashSet<>();
    /** Those of them that have nothing of what this node reads, as a headset's acceleration for a source of ECG. */
    private final Map<String, Foreign> foreign = new HashMap<>();
    private final News strangers = new News("further streams that cannot be read are not reported");
    private final News rivals = new News("further streams that this node could read are not reported");
    /** The streams that would do as well as those which are read, and are told, by uid. */
    private final Set<String> rivalsTold = new HashSet<>();
    /** When it looks around again, and whether by then all was well with what it reads. */
    private double nextLook;
    private boolean wasWell;
    /** The streams that were there when it looked around last. */
    private Collection<StreamInfo> seen;
    private Output output;
    private Interpreter interpreter;
    private DeviceSearch search;
    private Newcomers newcomers;

    /** A stream that this node could read, the places that it would take, and since when it is known. */
    private record Candidate(StreamInfo info, ChannelMap map, Places places, double since) {
        boolean competesWith(Places others) {
            return places.competesWith(others);
        }
    }

    /** A stream that is chosen and has nothing for this node, what is told of it, and since when that is known. */
    private record Foreign(StreamInfo info, String words, double since) {
    }

    DeviceSource(LslNetwork network, Dialects dialects, SourceSettings settings) {
        this.network = network;
        this.dialects = dialects;
        this.settings = settings;
    }

    @Override
    public void begin(Output whole) {
        output = whole;
        List<Dialect> known = dialects.all();
        interpreter = new Interpreter(known);
        StreamQuery query = settings.streamQuery(known);
        Link.report(output, StreamId.of(output.node()), State.RESOLVING, "looks for " + query.words());
        search = new DeviceSearch(network.neighbours(), query);
        newcomers = new Newcomers(network.lsl());
    }

    @Override
    public void poll() {
        if (LslClock.now() >= nextLook || wasWell && !isWell()) {
            lookAround();
            wasWell = isWell();
            nextLook = LslClock.now() + (!wasWell ? SEEK_EVERY : isOpen() ? SEEK_MORE_EVERY : LOOK_EVERY);
        }
        for (DeviceReader reader : readers) {
            reader.read();
        }
    }

    private void lookAround() {
        search.described().forEach(one -> consider(one, search, interpreter, output));
        newcomers.connected().forEach(inlet -> take(inlet, search, output));
        if (!isWell() || isOpen()) {
            seek(search, newcomers, output);
        } else {
            see(search).forEach(this::tellRival);
        }
    }

    @Override
    public void end() {
        if (search != null) {
            search.close();
        }
        if (newcomers != null) {
            newcomers.close();
        }
        readers.forEach(DeviceReader::close);
        readers.clear();
    }

    /** Whether there may be more to read beside what is read. */
    private boolean isOpen() {
        return settings.kind() == SourceKind.PHYSIO;
    }

    /** Whether it reads something, and all of that is alive. */
    private boolean isWell() {
        for (DeviceReader reader : readers) {
            if (reader.state() != State.LIVE) {
                return false;
            }
        }
        return !readers.isEmpty();
    }

    /** The streams that are there now. */
    private Collection<StreamInfo> see(DeviceSearch search) {
        Collection<StreamInfo> found = search.found();
        if (found == seen) {
            return found;
        }
        seen = found;
        Set<String> present = found.stream().map(StreamInfo::uid).collect(Collectors.toSet());
        firstSeen.keySet().retainAll(present);
        present.forEach(uid -> firstSeen.putIfAbsent(uid, LslClock.now()));
        candidates.keySet().retainAll(present);
        rivalsTold.retainAll(present);
        unfit.retainAll(present);
        foreign.keySet().retainAll(present);
        return found;
    }

    private void seek(DeviceSearch search, Newcomers newcomers, Output output) {
        Collection<StreamInfo> found = see(search);
        for (StreamInfo info : found) {
            if (candidates.size() < MOST_CANDIDATES && !candidates.containsKey(info.uid()) && !unfit.contains(info.uid())) {
                search.describe(info);
            }
        }
        tellSilent(search.silent());
        tellSilent(newcomers.silent(found));
        if (candidates.isEmpty() && readers.isEmpty()) {
            // what comes along with a device that is read is no fault; what is chosen alone is
            foreign.values().stream().filter(one -> LslClock.now() - one.since() >= FOREIGN_AFTER).forEach(
                    one -> strangers.tell(DeviceIdentity.of(output.node(), one.info()), State.REFUSED, one.words(), output));
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
            List<StreamInfo> alike = candidates.values().stream().filter(other -> other.competesWith(candidate.places()))
                    .filter(this::isFree).map(Candidate::info).filter(info -> !isBroken(info)).toList();
            // one whose connection broke is tried if there is no other
            if (alike.isEmpty() || alike.contains(candidate.info())) {
                if (alike.size() > 1) {
                    search.ambiguity(alike)
                            .ifPresent(words -> Link.report(output, StreamId.of(output.node()), State.RESOLVING, words));
                } else {
                    newcomers.connect(candidate.info());
                }
            }
        }
    }

    private void tellSilent(List<Newcomers.Silent> streams) {
        for (Newcomers.Silent silent : streams) {
            strangers.tell(DeviceIdentity.of(output.node(), silent.found()), State.RESOLVING,
                    silent.words() + ", so it is not read", output);
        }
    }

    /** Finds out what a stream sends, now that its description has come. */
    private void consider(Newcomers.Described one, DeviceSearch search, Interpreter interpreter, Output output) {
        StreamInfo full = one.full();
        seen = null; // it may be gone by now
        if (candidates.size() >= MOST_CANDIDATES) {
            return; // it is asked again when there is room
        }
        if (!search.matches(full)) {
            unfit.add(full.uid());
            strangers.tell(DeviceIdentity.of(output.node(), one.found()), State.RESOLVING, DeviceIdentity.MISMATCH, output);
            return;
        }
        try {
            ChannelMap map = ChannelMap.of(full, settings, interpreter, output.node());
            candidates.put(full.uid(), new Candidate(full, map, Places.of(full, map, settings.kind()), LslClock.now()));
        } catch (ForeignContentException e) {
            unfit.add(full.uid());
            foreign.put(full.uid(), new Foreign(full, e.getMessage(), LslClock.now()));
        } catch (IllegalArgumentException e) {
            unfit.add(full.uid()); // it will not change; another outlet has another uid
            strangers.tell(DeviceIdentity.of(output.node(), full), State.REFUSED, e.getMessage(), output);
        }
    }

    /** Whether nothing that is read, or that is read and still there, has one of its places. */
    private boolean isFree(Candidate candidate) {
        return readers.stream().filter(reader -> candidate.competesWith(reader.places()))
                .allMatch(reader -> mayFollow(candidate.info(), reader));
    }

    /** Whether a stream may take a reader's place now. */
    private boolean mayFollow(StreamInfo next, DeviceReader reader) {
        boolean stillThere = reader.state() == State.LIVE
                || candidates.values().stream().anyMatch(one -> reader.isConnectedTo(one.info()));
        if (stillThere) {
            return false;
        }
        return reader.isOf(next) || !settings.isPinned() && (hasRestarted(reader, next) || reader.state() == State.LOST);
    }

    /** Whether a stream is a reader's device, started again. What was there beside the device is a twin of it. */
    private boolean hasRestarted(DeviceReader reader, StreamInfo next) {
        return next.mayContinue(reader.info()) && Newcomers.address(next).equals(Newcomers.address(reader.info()))
                && firstSeen.getOrDefault(next.uid(), 0.0) >= reader.brokenAt();
    }

    /** Whether this is the stream of a reader whose connection broke; its outlet may be gone and only remembered. */
    private boolean isBroken(StreamInfo info) {
        return readers.stream().anyMatch(reader -> reader.info().uid().equals(info.uid()) && !reader.isConnectedTo(info));
    }

    /** Says once that a stream would do as well as the one that is read. */
    private void tellRival(StreamInfo info) {
        if (readers.isEmpty() || readers.stream().anyMatch(reader -> reader.info().uid().equals(info.uid()))) {
            return;
        }
        DeviceReader reader = readers.stream().filter(one -> info.mayContinue(one.info())).findFirst().orElse(readers.get(0));
        String words = info.mayContinue(reader.info())
                ? "a second device has the same name, source id and host, and is not read: give each its own source id"
                : "this node could read " + DeviceIdentity.words(info)
                        + " as well, and will do so when its device is gone; choose one with \"sourceId\" or \"query\"";
        String pinned = "outlet " + info.uid() + " of " + DeviceIdentity.words(info)
                + " is available but not read: this node is pinned to outlet " + reader.info().uid()
                + "; to read another one, remove \"pin\" and \"uid\", or restart the pipeline";
        if (rivalsTold.add(info.uid())) {
            rivals.of(settings.isPinned() ? pinned : words).ifPresent(reader::warn);
        }
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

    /** Reads what was connected to, if its place is still free. */
    private void take(Inlet inlet, DeviceSearch search, Output output) {
        Candidate candidate = candidates.get(inlet.info().uid());
        if (candidate == null || !isFree(candidate)) {
            inlet.close();
            return;
        }
        StreamInfo info = inlet.info();
        List<DeviceReader> former = readers.stream().filter(reader -> candidate.competesWith(reader.places())).toList();
        boolean anew = former.stream().anyMatch(reader -> !reader.isOf(info) && hasRestarted(reader, info));
        DeviceReader opened = DeviceReader.of(network, inlet, named(candidate, former), candidate.places(), settings,
                anew ? "; its program was restarted (outlet " + info.uid() + ")" : "", output);
        former.forEach(reader -> replace(reader, opened));
        readers.removeAll(former);
        readers.add(opened);
        rivalsTold.add(info.uid()); // it is remembered for a while after it is gone
        search.forgetNews();
    }

    /** The same device goes on; any other that takes its place is told. */
    private void replace(DeviceReader former, DeviceReader now) {
        if (!former.isOf(now.info()) && !hasRestarted(former, now.info())) {
            now.warn("replaces " + DeviceIdentity.words(former.info()) + ", which is gone: this is "
                    + DeviceIdentity.words(now.info()) + ", outlet " + now.info().uid() + " at " + Newcomers.address(now.info()));
        }
        if (former.id().equals(now.id())) {
            former.close();
        } else {
            former.giveWayTo("gone; " + DeviceIdentity.words(now.info()) + " takes its place");
        }
    }
}
