package org.rapport.lsl;

import java.util.HashMap;
import java.util.Map;

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
    private final Map<String, MarkerReader> readers = new HashMap<>();
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
        Link.report(output, output.node(), State.RESOLVING, "looks for " + query.words());
        try (DeviceSearch search = new DeviceSearch(network.lsl(), query)) {
            while (!Thread.currentThread().isInterrupted()) {
                search.found().forEach(info -> take(info, output));
                if (readers.isEmpty()) {
                    search.absence().ifPresent(words -> Link.report(output, output.node(), State.RESOLVING, words));
                }
                readers.values().forEach(MarkerReader::read);
                Thread.sleep(DeviceSource.PACE_MILLIS);
            }
        } finally {
            readers.values().forEach(MarkerReader::close);
            readers.clear();
        }
    }

    private void take(StreamInfo info, Output output) {
        String place = info.sourceId().isEmpty() ? info.uid() : info.sourceId() + " " + info.name();
        MarkerReader reader = readers.get(place);
        if (reader != null && (reader.isConnectedTo(info) || reader.isLive())
                || LslClock.now() < retryAt.getOrDefault(info.uid(), 0.0)) {
            return;
        }
        try {
            MarkerReader opened = MarkerReader.open(network.lsl(), info, output);
            if (reader != null) {
                reader.close();
            }
            readers.put(place, opened);
        } catch (LslException e) {
            retryAt.put(info.uid(), LslClock.now()
                    + DeviceSource.RETRY_AFTER); // an outlet that just ended is still in the resolver's memory
        }
    }
}
