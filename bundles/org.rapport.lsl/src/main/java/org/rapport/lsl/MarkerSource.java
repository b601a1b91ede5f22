package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lsl4j.Inlet;
import org.lsl4j.LslClock;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.graph.Output;
import org.rapport.api.node.PolledSource;
import org.rapport.api.node.Source;
import org.rapport.api.signal.MarkerFormat;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;

/** Reads markers, such as stimuli that were shown and keys that were pressed, from all streams that match, however many. */
@Component(configurationPid = "rapport.source.markers", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads markers from all streams that send events.")
@Designate(ocd = MarkerSettings.class, factory = true)
public final class MarkerSource implements PolledSource {
    /** The streams that are read where no setting chooses: by the types in use, and texts at no rate. */
    static final StreamQuery ALL = StreamQuery.any(predicates(),
            "markers: texts without a rate, or a type such as Markers or Events");

    /** More programs than send markers in any lab; strangers could make any number. */
    private static final int MOST_READERS = 64;
    /** Seconds from one look around to the next: as often as the network is looked at. */
    private static final double LOOK_EVERY = 0.05;

    private final LslNetwork network;
    private final StreamQuery query;
    private final List<MarkerReader> readers = new ArrayList<>();
    private final boolean pinned;
    /** The streams that are there and are as they should be, by uid. */
    private final Map<String, StreamInfo> known = new HashMap<>();
    /** The streams that are there and are not read, by uid. */
    private final Set<String> unfit = new HashSet<>();
    private Output output;
    private double nextLook;
    private DeviceSearch search;
    private Newcomers newcomers;
    private final News strangers = new News("further streams that cannot be read are not reported");

    @Activate
    public MarkerSource(MarkerSettings settings, @Reference LslNetwork network) {
        this(network, StreamQuery.of(settings.query(), settings.stream(), settings.sourceId(), settings.uid()),
                settings.pin() || !settings.uid().isEmpty());
    }

    /**
     * @param chosen the streams to read; all markers if it says nothing
     * @param pinned whether outlets that are read are never exchanged for others
     */
    MarkerSource(LslNetwork network, StreamQuery chosen, boolean pinned) {
        this.network = network;
        this.query = chosen.isGiven() ? chosen : ALL;
        this.pinned = pinned;
    }

    private static List<String> predicates() {
        List<String> predicates = new ArrayList<>(List.of("channel_format='string' and nominal_srate=0"));
        MarkerFormat.types().stream().sorted()
                .forEach(type -> predicates.add("type='" + type + "' or type='" + type.substring(0, 1).toUpperCase(Locale.ROOT)
                        + type.substring(1) + "' or type='" + type.toUpperCase(Locale.ROOT) + "'"));
        return predicates;
    }

    @Override
    public void begin(Output whole) {
        output = whole;
        Link.report(output, StreamId.of(output.node()), State.RESOLVING, "looks for " + query.words());
        search = new DeviceSearch(network.neighbours(), query);
        newcomers = new Newcomers(network.lsl());
    }

    @Override
    public void poll() {
        if (LslClock.now() >= nextLook) {
            nextLook = LslClock.now() + LOOK_EVERY;
            lookAround();
        }
        for (MarkerReader reader : readers) {
            reader.read();
        }
    }

    private void lookAround() {
        Collection<StreamInfo> found = search.found();
        search.described().forEach(one -> consider(one, search, output));
        newcomers.connected().forEach(inlet -> take(inlet, found, output));
        seek(found, search, newcomers, output);
        if (readers.isEmpty()) {
            search.absence().ifPresent(words -> Link.report(output, StreamId.of(output.node()), State.RESOLVING, words));
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
        readers.forEach(MarkerReader::close);
        readers.clear();
    }

    private void seek(Collection<StreamInfo> found, DeviceSearch search, Newcomers newcomers, Output output) {
        Set<String> present = found.stream().map(StreamInfo::uid).collect(Collectors.toSet());
        known.keySet().retainAll(present);
        unfit.retainAll(present);
        for (StreamInfo info : found) {
            if (isRead(info) || unfit.contains(info.uid())) {
                continue;
            }
            StreamInfo full = known.get(info.uid());
            if (full == null) {
                search.describe(info);
            } else if (readers.size() < MOST_READERS) {
                newcomers.connect(full);
            }
        }
        Stream.concat(search.silent().stream(), newcomers.silent(found).stream())
                .forEach(silent -> tell(silent.found(), silent.words() + ", so it is not read", output));
    }

    private boolean isRead(StreamInfo info) {
        return readers.stream().anyMatch(reader -> reader.isConnectedTo(info));
    }

    private void consider(Newcomers.Described one, DeviceSearch search, Output output) {
        StreamInfo full = one.full();
        Optional<MarkerReader> twin = readers.stream()
                .filter(reader -> full.mayContinue(reader.info()) && !full.uid().equals(reader.info().uid())).findFirst();
        if (!search.matches(full)) {
            unfit.add(full.uid());
            tell(one.found(), DeviceIdentity.MISMATCH, output);
        } else if (pinned && twin.isPresent()) {
            unfit.add(full.uid());
            tell(full, "outlet " + full.uid() + " is available but not read: this node is pinned to outlet "
                    + twin.get().info().uid() + "; to read another one, remove \"pin\" and \"uid\", or restart the pipeline",
                    output);
        } else {
            known.put(full.uid(), full);
        }
    }

    /** Says what is the matter with a stream that is not read. */
    private void tell(StreamInfo stream, String words, Output output) {
        strangers.tell(DeviceIdentity.of(output.node(), stream), State.RESOLVING, words, output);
    }

    /** Reads what was connected to. */
    private void take(Inlet inlet, Collection<StreamInfo> found, Output output) {
        StreamInfo info = inlet.info();
        if (isRead(info)) {
            inlet.close();
            return;
        }
        List<MarkerReader> alike = readers.stream()
                .filter(reader -> reader.info().uid().equals(info.uid()) || info.mayContinue(reader.info())).toList();
        Optional<MarkerReader> gone = alike.stream().filter(reader -> isGone(reader, found)).findFirst();
        MarkerReader opened = MarkerReader.of(network, inlet, gone.map(MarkerReader::id).orElseGet(() -> free(info, output)),
                pinned, output);
        gone.ifPresent(reader -> {
            reader.close();
            readers.remove(reader);
        });
        if (gone.isEmpty() && !alike.isEmpty()) {
            opened.warn("a second device has this name, source id and host; it is read as a separate stream: give each its own "
                    + "source id");
        }
        readers.add(opened);
    }

    /** Whether its device may come back as another outlet: what still answers on the network is another device. */
    private static boolean isGone(MarkerReader reader, Collection<StreamInfo> found) {
        return reader.isBroken() || !reader.isLive() && found.stream().noneMatch(info -> info.uid().equals(reader.info().uid()));
    }

    private StreamId free(StreamInfo info, Output output) {
        StreamId id = DeviceIdentity.of(output.node(), info);
        Set<StreamId> taken = readers.stream().map(MarkerReader::id).collect(Collectors.toSet());
        while (taken.contains(id)) {
            id = id.withNumber(id.number() + 1);
        }
        return id;
    }
}
