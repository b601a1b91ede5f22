package org.rapport.recording.replay;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;

/**
 * Compares what a node made live with what it makes again, while both come: each sample is kept only until the same one of the
 * other has come, or is not to be expected any more.
 */
final class Comparing {
    /** As far as a node looks back, in seconds: two windows of a network, and before that until all devices were there. */
    private static final double LOOK_BACK = 15;
    /** Seconds of equal samples after which none may differ: one alone may be equal by chance while an old state fades. */
    private static final double SAME_FOR = 2;
    /** Seconds of the session for which a live sample waits: a node that was so late had lost its input long before. */
    private static final double LATEST = 30;
    /** The same of a sample made again: by then, what was made live at that time has been looked at, and what that waited for. */
    private static final double LATEST_AGAIN = 2 * LATEST;

    private final Set<String> streams;
    private final Deque<Live> live = new ArrayDeque<>();
    private final Map<Sample, Row> again = new LinkedHashMap<>();
    private double now = Double.NEGATIVE_INFINITY;

    /** When each stream of the node began. */
    private final Map<String, Double> begins = new HashMap<>();
    /** Since when those of a stream are the same, infinitely long if the first was; no entry after one that differs. */
    private final Map<String, Double> sameSince = new HashMap<>();
    private final Set<String> differing = new LinkedHashSet<>();
    private long head;
    private long both;
    private long equal;
    private double greatest;
    private double firstDifference = Double.NaN;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private long onlyLive;
    private double firstOnlyLive = Double.NaN;
    private long onlyAgain;
    private long outside;
    /** Made again only, after the last that is in both so far. */
    private long since;

    /** Which sample it is: a node may make several streams. */
    private record Sample(String stream, int number, double time) {
    }

    /** @param came when it was made live, in seconds of the session */
    private record Live(Sample sample, double came, List<Channel> channels, float[] values) {
    }

    /** Values and what they are. */
    private record Row(double came, List<Channel> channels, float[] values) {
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

    /** Takes one sample. */
    private interface Taker {
        void take(Sample sample, float[] values);
    }

    /** @param streams the names of those that the node made live; what it makes only now is no difference */
    Comparing(Set<String> streams) {
        this.streams = Set.copyOf(streams);
    }

    private static void samples(Block block, Taker taker) {
        int width = block.stream().channels().size();
        for (int i = 0; i < block.samples(); i++) {
            Sample sample = new Sample(block.stream().name(), block.stream().id().number(), block.times()[i]);
            taker.take(sample, Arrays.copyOfRange(block.values(), i * width, (i + 1) * width));
        }
    }

    /** Takes what was made live. */
    void live(Block block) {
        List<Channel> channels = block.stream().channels();
        samples(block, (sample, values) -> live.add(new Live(sample, Math.max(now, block.arrived()), channels, values)));
        now(block.arrived());
    }

    /** Takes what is made again. */
    void again(Block block) {
        if (streams.contains(block.stream().name())) {
            List<Channel> channels = block.stream().channels();
            samples(block, (sample, values) -> again.put(sample, new Row(now, channels, values)));
        }
    }

    /** Says how far the session is, in seconds. */
    void now(double time) {
        now = Math.max(now, time);
        while (!live.isEmpty() && (again.containsKey(live.getFirst().sample()) || live.getFirst().came() < now - LATEST)) {
            count(live.removeFirst());
        }
        for (Iterator<Map.Entry<Sample, Row>> all = again.entrySet().iterator(); all.hasNext();) {
            Map.Entry<Sample, Row> oldest = all.next();
            if (oldest.getValue().came() >= now - LATEST_AGAIN) {
                return;
            }
            all.remove();
            countAgain(oldest.getKey().time());
        }
    }

    /** What came of it, when nothing more comes. */
    NodeComparison end() {
        live.forEach(this::count);
        live.clear();
        again.keySet().forEach(sample -> countAgain(sample.time()));
        again.clear();
        return new NodeComparison(head, both, equal, greatest, firstDifference, differing, onlyLive, firstOnlyLive, onlyAgain,
                outside + since, first);
    }

    /** A sample that was not made live, after those of its time were counted. */
    private void countAgain(double time) {
        if (!(time > first)) {
            outside++;
        } else if (time < last) {
            onlyAgain++;
        } else {
            since++;
        }
    }

    private void count(Live one) {
        Row row = again.remove(one.sample());
        float[] replay = row == null ? null : row.of(one.channels());
        double time = one.sample().time();
        String stream = one.sample().stream();
        double difference = replay == null ? Double.NaN : difference(one.values(), replay);
        boolean isEarly = time - begins.computeIfAbsent(stream, any -> time) <= LOOK_BACK;
        boolean settled = time - sameSince.getOrDefault(stream, time) >= SAME_FOR;
        if (isEarly && (difference != 0 && !settled || replay != null && replay.length != one.values().length)) {
            head++; // also a row of other columns: live, devices join in another order
            sameSince.remove(stream);
            return;
        }
        if (replay == null) {
            firstOnlyLive = onlyLive++ == 0 ? time : firstOnlyLive;
            return;
        }
        both++;
        first = Double.isNaN(first) ? time : first;
        last = time;
        onlyAgain += since;
        since = 0;
        if (difference == 0) {
            equal++;
            boolean always = time == begins.get(stream);
            sameSince.putIfAbsent(stream, always ? Double.NEGATIVE_INFINITY : time);
        } else if (equal == both - 1) {
            firstDifference = time;
        }
        for (int i = 0; difference > 0 && i < Math.min(one.channels().size(), replay.length); i++) {
            if (isDifferent(one.values()[i], replay[i])) {
                differing.add(one.channels().get(i).path());
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
}
