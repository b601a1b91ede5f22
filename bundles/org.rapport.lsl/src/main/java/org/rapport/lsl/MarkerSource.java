package org.rapport.lsl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rapport.api.node.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamStatus.State;

/** Reads markers, such as stimuli that were shown and keys that were pressed, from all streams that match, however many. */
@Component(configurationPid = "rapport.source.markers", configurationPolicy = ConfigurationPolicy.REQUIRE, service = Source.class,
        property = "rapport.node.description=Reads markers from all streams of type Markers.")
@Designate(ocd = MarkerSettings.class, factory = true)
public final class MarkerSource implements Source {
    /** The streams that are read where no setting chooses. */
    static final StreamQuery ALL = StreamQuery.of("type='Markers'", "", "");

    private final Network network;
    private final StreamQuery query;
    private final List<MarkerReader> readers = new ArrayList<>();
    private final Map<String, Double> retryAt = new HashMap<>();

    @Activate
    public MarkerSource(MarkerSettings settings, @Reference Network network) {
        this(network, StreamQuery.of(settings.query(), settings.stream(), settings.sourceId()));
    }

    /** @param chosen the streams to read; all markers if it says nothing */
    MarkerSource(Network network, StreamQuery chosen) {
        this.network = network;
        this.query = chosen.isGiven() ? chosen : ALL;
    }

    @Override
    public void run(Output output) throws InterruptedException {
        Link.report(output, StreamId.of(output.node()), State.RESOLVING, "looks for " + query.words());
        try (DeviceSearch search = new DeviceSearch(network.lsl(), query)) {
            while (!Thread.currentThread().isInterrupted()) {
                Collection<StreamInfo> found = search.found();
                found.forEach(info -> take(info, found, output));
                if (readers.isEmpty()) {
                    search.absence().ifPresent(words -> Link.report(output, StreamId.of(output.node()), State.RESOLVING, words));
                }
                readers.forEach(MarkerReader::read);
                Thread.sleep(DeviceSource.PACE_MILLIS);
            }
        } finally {
            readers.forEach(MarkerReader::close);
            readers.clear();
        }
    }

    private void take(StreamInfo info, Collection<StreamInfo> found, Output output) {
        if (readers.stream().anyMatch(reader -> reader.isConnectedTo(info))
                || LslClock.now() < retryAt.getOrDefault(info.uid(), 0.0)) {
            return;
        }
        List<MarkerReader> alike = readers.stream().filter(reader -> reader.info().uid().equals(info.uid())
                || info.mayContinue(reader.info())).toList();
        Optional<MarkerReader> gone = alike.stream().filter(reader -> isGone(reader, found)).findFirst();
        try {
            MarkerReader opened = MarkerReader.open(network, info, gone.map(MarkerReader::id).orElseGet(() -> free(info, output)),
                    output);
            gone.ifPresent(reader -> {
                reader.close();
                readers.remove(reader);
            });
            if (gone.isEmpty() && !alike.isEmpty()) {
                opened.warn("a second device with this name, source id and host; it is read as a stream of its own: give each a "
                        + "source id of its own");
            }
            readers.add(opened);
        } catch (LslException e) {
            retryAt.put(info.uid(), LslClock.now()
                    + DeviceSource.RETRY_AFTER); // an outlet that just ended is still in the resolver's memory
        }
    }

    /** Whether its device may come back as another outlet: what still answers on the network is another device. */
    private static boolean isGone(MarkerReader reader, Collection<StreamInfo> found) {
        return reader.isBroken() || !reader.isLive()
                && found.stream().noneMatch(info -> info.uid().equals(reader.info().uid()));
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
