package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells the streams of a recording whose clocks are so far from the others' that nobody was there at both times: stamps of the
 * time of day, or a second computer whose clock was not measured.
 */
final class Together {
    /** Streams of one recording are not farther apart, in seconds, or in lengths of the longest. */
    private static final double APART = 600;
    private static final double LENGTHS = 2;

    private Together() {
    }

    /** The streams with samples that are on one clock: the recorder's own, or else most of them. */
    static Set<StreamSummary> of(Collection<StreamSummary> streams) {
        List<StreamSummary> sorted = streams.stream().filter(stream -> stream.samples() > stream.unstamped())
                .filter(stream -> !stream.isDeduced()).sorted(Comparator.comparingDouble(StreamSummary::earliest)).toList();
        double apart = Math.max(APART, LENGTHS * sorted.stream().mapToDouble(StreamSummary::duration).max().orElse(0));
        List<Set<StreamSummary>> groups = new ArrayList<>();
        double until = Double.NEGATIVE_INFINITY;
        for (StreamSummary stream : sorted) {
            if (stream.earliest() - until > apart) {
                groups.add(new LinkedHashSet<>());
            }
            groups.get(groups.size() - 1).add(stream);
            until = Math.max(until, stream.earliest() + stream.duration());
        }
        return groups.stream().max(Comparator
                .comparing((Set<StreamSummary> group) -> group.stream().anyMatch(StreamSummary::isOwn)).thenComparing(Set::size))
                .orElse(Set.of());
    }
}
