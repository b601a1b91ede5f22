package org.rapport.lsl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.lsl4j.LslClock;
import org.lsl4j.LslException;
import org.lsl4j.StreamInfo;
import org.rapport.api.node.Output;
import org.rapport.api.node.Source;
import org.rapport.api.signal.StreamStatus;
import org.rapport.api.signal.StreamStatus.State;

/**
 * Reads the streams of one source node for as long as it runs: looks for the device, reads it, says when it falls silent
 * or goes, and takes it up again when it is back.
 */
final class DeviceSource implements Source {
    /** A block a stream at most this often: below what anybody sees, and few enough blocks for a 1,000 Hz stream. */
    private static final long PACE_MILLIS = 10;
    private static final double RETRY_AFTER = 1;

    private final Network network;
    private final SourceSettings settings;
    private final Map<String, DeviceReader> readers = new HashMap<>();
    /** When streams that could not be opened may be tried again, by uid. */
    private final Map<String, Double> retryAt = new HashMap<>();

    DeviceSource(Network network, SourceSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    @Override
    public void run(Output output) throws InterruptedException {
        report(output, output.node(), State.RESOLVING, "looks for " + settings.predicate());
        try (DeviceSearch search = new DeviceSearch(network.lsl(), settings)) {
            while (!Thread.currentThread().isInterrupted()) {
                seek(search, output);
                for (DeviceReader reader : readers.values()) {
                    reader.read(output);
                }
                Thread.sleep(PACE_MILLIS);
            }
        } finally {
            readers.values().forEach(DeviceReader::close);
            readers.clear();
        }
    }

    private void seek(DeviceSearch search, Output output) {
        if (readers.values().stream().allMatch(reader -> reader.state() == State.LIVE) && !readers.isEmpty()
                && settings.kind() != SourceKind.PHYSIO) {
            return;
        }
        Map<String, List<StreamInfo>> places = search.found().stream()
                .filter(info -> LslClock.now() >= retryAt.getOrDefault(info.uid(), 0.0))
                .collect(Collectors.groupingBy(info -> settings.kind().place(info.type())));
        if (places.isEmpty()) {
            search.trouble(List.of(), !readers.isEmpty()).ifPresent(words -> report(output, output.node(), State.RESOLVING, words));
        }
        places.forEach((place, candidates) -> take(place, candidates, search, output));
    }

    private void take(String place, List<StreamInfo> candidates, DeviceSearch search, Output output) {
        DeviceReader reader = readers.get(place);
        if (reader != null && (reader.state() == State.LIVE || candidates.stream().anyMatch(reader::isConnectedTo))) {
            return;
        }
        if (candidates.size() > 1) {
            search.trouble(candidates, true).ifPresent(words -> report(output, output.node(), State.RESOLVING, words));
            return;
        }
        StreamInfo info = candidates.get(0);
        try {
            DeviceReader opened = DeviceReader.open(network.lsl(), info, settings, output);
            if (reader != null) {
                reader.close();
            }
            readers.put(place, opened);
            search.forgetNews();
        } catch (IllegalArgumentException e) {
            retryAt.put(info.uid(), Double.POSITIVE_INFINITY); // it will not change; another outlet has another uid
            report(output, info.name(), State.REFUSED, e.getMessage());
        } catch (LslException e) {
            retryAt.put(info.uid(), LslClock.now() + RETRY_AFTER); // an outlet that just ended is still in the resolver's memory
        }
    }

    static void report(Output output, String stream, State state, String reason) {
        output.send(new StreamStatus(stream, state, LslClock.now(), reason));
    }
}
