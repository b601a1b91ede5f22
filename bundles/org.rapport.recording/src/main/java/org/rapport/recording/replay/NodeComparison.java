package org.rapport.recording.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;

/**
 * What a node made live beside what it makes of the recording, sample by sample: samples of one time are one and the same.
 *
 * @param head samples at the beginning that differ because they were made of what came before the recording began, or have
 *        other columns because not all devices were there
 * @param both samples that are in both, without those
 * @param equal those of them whose values are equal to the bit
 * @param greatest the greatest difference of two values, 0 if there is none; infinite where one of two is missing
 * @param firstDifference time of the first sample that differs, NaN if there is none
 * @param channels the paths of the channels that differ
 * @param onlyLive times of the samples that the replay lacks
 * @param onlyReplay times of the samples that were not made live
 * @param first time of the first sample in both, NaN if there is none
 * @param last time of the last sample in both, NaN if there is none
 */
record NodeComparison(long head, long both, long equal, double greatest, double firstDifference, Set<String> channels,
        List<Double> onlyLive, List<Double> onlyReplay, double first, double last) {

    /** As far as a node looks back, in seconds: two windows of a network, and before that until all devices were there. */
    private static final double LOOK_BACK = 15;
    /** Seconds of equal samples after which none may differ: one alone may be equal by chance while an old state fades. */
    private static final double SAME_FOR = 2;
    /** Channels that are named. */
    private static final int SHOWN = 4;

    static NodeComparison of(List<Block> live, List<Block> replay) {
        Map<Sample, Row> replayed = new HashMap<>();
        samples(replay, (sample, channels, values) -> replayed.put(sample, new Row(channels, values)));
        Counts counts = new Counts();
        Set<String> streams = new HashSet<>();
        samples(live, (sample, channels, values) -> {
            streams.add(sample.stream());
            Row again = replayed.remove(sample);
            counts.add(sample, channels, values, again == null ? null : again.of(channels));
        });
        // a stream that the node did not have when it was recorded is no difference
        return counts.with(replayed.keySet().stream().filter(sample -> streams.contains(sample.stream())).map(Sample::time)
                .sorted().toList());
    }

    /** Values and what they are. */
    private record Row(List<Channel> channels, float[] values) {
        /**
         * Those of some channels. One that the node has only now is left out, of one that it has no more nothing is the same:
         * a shorter row says so.
         */
        float[] of(List<Channel> wanted) {
            if (channels.equals(wanted)) {
                return values;
            }
            List<String> paths = channels.stream().map(Channel::path).toList();
            int[] columns = wanted.stream().mapToInt(channel -> paths.indexOf(channel.path())).toArray();
            float[] found = new float[columns.length];
            for (int i = 0; i < found.length; i++) {
                if (columns[i] < 0) {
                    return Arrays.copyOf(found, i);
                }
                found[i] = values[columns[i]];
            }
            return found;
        }
    }

    /** Which sample it is: a node may make several streams. */
    private record Sample(String stream, int number, double time) {
    }

    /** Takes one sample. */
    private interface Taker {
        void take(Sample sample, List<Channel> channels, float[] values);
    }

    private static void samples(List<Block> blocks, Taker taker) {
        for (Block block : blocks) {
            int width = block.stream().channels().size();
            for (int i = 0; i < block.samples(); i++) {
                Sample sample = new Sample(block.stream().name(), block.stream().id().number(), block.times()[i]);
                taker.take(sample, block.stream().channels(), Arrays.copyOfRange(block.values(), i * width, (i + 1) * width));
            }
        }
    }

    private static final class Counts {
        /** When each stream of the node began. */
        private final Map<String, Double> begins = new HashMap<>();
        /** Since when those of a stream are the same, infinitely long if the first was; no entry after one that differs. */
        private final Map<String, Double> sameSince = new HashMap<>();
        private long head;
        private long both;
        private long equal;
        private double greatest;
        private double firstDifference = Double.NaN;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private final Set<String> differing = new LinkedHashSet<>();
        private final List<Double> onlyLive = new ArrayList<>();

        void add(Sample sample, List<Channel> channels, float[] live, float[] replay) {
            double time = sample.time();
            double difference = replay == null ? Double.NaN : difference(live, replay);
            boolean isEarly = time - begins.computeIfAbsent(sample.stream(), stream -> time) <= LOOK_BACK;
            boolean settled = time - sameSince.getOrDefault(sample.stream(), time) >= SAME_FOR;
            if (isEarly && (difference != 0 && !settled || replay != null && replay.length != live.length)) {
                head++; // also a row of other columns: live, devices join in another order
                sameSince.remove(sample.stream());
                return;
            }
            if (replay == null) {
                onlyLive.add(time);
                return;
            }
            both++;
            first = Double.isNaN(first) ? time : first;
            last = time;
            if (difference == 0) {
                equal++;
                boolean always = time == begins.get(sample.stream());
                sameSince.putIfAbsent(sample.stream(), always ? Double.NEGATIVE_INFINITY : time);
            } else if (equal == both - 1) {
                firstDifference = time;
            }
            for (int i = 0; difference > 0 && i < Math.min(channels.size(), replay.length); i++) {
                if (isDifferent(live[i], replay[i])) {
                    differing.add(channels.get(i).path());
                }
            }
            greatest = Math.max(greatest, difference);
        }

        private static double difference(float[] a, float[] b) {
            double most = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
            for (int i = 0; i < Math.min(a.length, b.length); i++) {
                if (isDifferent(a[i], b[i])) {
                    double difference = Math.abs((double) a[i] - b[i]);
                    most = Math.max(most, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
                }
            }
            return most;
        }

        /** To the bit, but one NaN is like another. */
        private static boolean isDifferent(float a, float b) {
            return Float.floatToIntBits(a) != Float.floatToIntBits(b);
        }

        NodeComparison with(List<Double> onlyReplay) {
            return new NodeComparison(head, both, equal, greatest, firstDifference, differing, List.copyOf(onlyLive), onlyReplay,
                    first, last);
        }
    }

    boolean isEqual() {
        return equal > 0 && both == equal && onlyLive.isEmpty() && onlyReplayWithin() == 0;
    }

    private String somePaths() {
        String some = channels.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return channels.size() <= SHOWN ? some : some + " and " + (channels.size() - SHOWN) + " more channels";
    }

    /** Samples of the replay between the first and the last of the live session: before and after, nobody recorded. */
    long onlyReplayWithin() {
        return onlyReplay.stream().filter(time -> time > first && time < last).count();
    }

    /** In words: one line, and one for each thing that is not as it was. */
    List<String> lines(String node) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %d samples live, %d of them again, %d equal to the bit: %s", node,
                head + both + onlyLive.size(), both, equal, isEqual() ? "the same" : "not the same"));
        if (head > 0) {
            lines.add("  " + head
                    + " of the first are not compared: they were made of what came before the recording began, or before "
                    + "all devices were there");
        }
        if (equal < both) {
            lines.add(String.format(Locale.ROOT, "  %d differ, the first at %.3f s, by at most %s, in %s", both - equal,
                    firstDifference - first, Double.isInfinite(greatest) ? "a value that is missing in one of them"
                            : String.format(Locale.ROOT, "%.3g", greatest),
                    somePaths()));
        }
        if (!onlyLive.isEmpty()) {
            lines.add(String.format(Locale.ROOT,
                    "  %d were made live only, the first at %.3f s: the recording lacks what they were made of "
                            + "(it began later, ended earlier, or lost samples; rapport inspect tells)",
                    onlyLive.size(), onlyLive.get(0) - first));
        }
        if (onlyReplayWithin() > 0) {
            lines.add(String.format(Locale.ROOT, "  %d were made again only: live, the node was too slow or not running then",
                    onlyReplayWithin()));
        }
        long outside = onlyReplay.size() - onlyReplayWithin();
        if (outside > 0) {
            lines.add("  " + outside + " more belong to the recording's beginning or end, and do not count as differences");
        }
        return lines;
    }
}
