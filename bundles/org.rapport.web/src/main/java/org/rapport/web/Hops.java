package org.rapport.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;

/**
 * How long each hop of what a stream of the type {@value Channel#TIMING} tells of took, of late. Its channels are stations in
 * order, its values the seconds from the sample's time to each; a hop is called as the station that it ends at, and the last,
 * {@value #WHOLE}, is all of them together.
 */
final class Hops {
    static final String WHOLE = "whole";

    private final Map<String, Latency> latencies = new LinkedHashMap<>();

    /** @param stations none of a stream of another type */
    Hops(List<Channel> stations) {
        stations.forEach(station -> latencies.put(station.label(), new Latency()));
        if (!stations.isEmpty()) {
            latencies.put(WHOLE, new Latency());
        }
    }

    /** Takes a block of the stream. */
    void add(Block block) {
        if (latencies.isEmpty()) {
            return;
        }
        List<Latency> hops = List.copyOf(latencies.values());
        for (int sample = 0; sample < block.samples(); sample++) {
            double before = 0;
            for (int station = 0; station < hops.size() - 1; station++) {
                double at = block.value(sample, station);
                if (!Double.isNaN(at)) { // what is not known is part of the next hop
                    hops.get(station).add(at - before, block.arrived());
                    before = at;
                }
            }
            hops.get(hops.size() - 1).add(before, block.arrived());
        }
    }

    /** By the name of the hop, in order. */
    Map<String, Latency> all() {
        return latencies;
    }
}
