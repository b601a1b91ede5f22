package org.rapport.recording.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Something that is odd about a stream's times.
 *
 * @param time in seconds of the recorder's clock
 * @param size in seconds
 */
record Happening(double time, StreamSummary stream, String what, double size) {
    /** As many of each kind and stream as are kept, in order. */
    static List<Happening> of(RecordingSummary summary) {
        List<Happening> all = new ArrayList<>();
        for (StreamSummary stream : summary.streams()) {
            if (!stream.isOwn() && summary.isTogether(stream)) {
                stream.gaps().first().forEach(gap -> all.add(new Happening(gap.from(), stream, "gap", gap.seconds())));
                add(all, stream, "out of order", stream.outOfOrder());
                add(all, stream, "set back", stream.setBack());
                add(all, stream, "clock restarted", stream.restarts());
                if (stream.atOnce() == 1) {
                    add(all, stream, "same time stamp", stream.duplicates());
                }
            }
        }
        all.sort(Comparator.comparingDouble(Happening::time));
        return all;
    }

    private static void add(List<Happening> all, StreamSummary stream, String what, Tally tally) {
        tally.first().forEach(moment -> all.add(new Happening(moment.time(), stream, what, moment.size())));
    }

    String line(RecordingSummary summary) {
        return String.format(Locale.ROOT, "%10.3f  %s: %s%s", time - summary.start(), summary.title(stream), what,
                size == 0 ? "" : String.format(Locale.ROOT, ", %.3f s", size));
    }
}
