package org.rapport.training.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.training.study.StudyException;

/**
 * The channels of signals over some or all recordings, to find those from which nothing can be learned: they never have a value,
 * never vary, or only count.
 */
public final class ChannelSurvey {
    /** Fewer may be chance. */
    private static final int FEWEST_COUNTED = 20;
    /** What is called so is none, whatever its values. */
    private static final Pattern SIGNAL = Pattern
            .compile("(?i)/(au_?\\d|gaze|.*pupil|eda|gsr|ecg|ppg|bvp|(left|right)_[xy])[^/]*$");
    private static final String MEND = "leave out by name with \"leaveOut\" in the table's description, or \"drop\" in the "
            + "dialect of the device";

    private final Map<String, Seen> channels = new LinkedHashMap<>();

    /** One channel's values so far. */
    private static final class Seen {
        private long values;
        private float least = Float.POSITIVE_INFINITY;
        private float greatest = Float.NEGATIVE_INFINITY;
        private float last;
        private boolean counts = true;

        void add(float value) {
            if (Float.isFinite(value)) {
                counts &= values == 0 || value == last + 1;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                last = value;
                values++;
            }
        }

        boolean isEmpty() {
            return values == 0;
        }

        boolean isConstant() {
            return values > 1 && least == greatest;
        }

        boolean isCounter() {
            return values >= FEWEST_COUNTED && counts;
        }
    }

    /** The next samples of a stream. */
    public void add(Block block) {
        List<Channel> described = block.stream().channels();
        for (int channel = 0; channel < described.size(); channel++) {
            Seen seen = channels.computeIfAbsent(described.get(channel).path(), path -> new Seen());
            for (int sample = 0; sample < block.samples(); sample++) {
                seen.add(block.value(sample, channel));
            }
        }
    }

    /**
     * @throws StudyException if a channel only counts, which is a counter of frames or a clock: a model would learn the time
     * by it
     */
    void requireNoCounter(String where) throws StudyException {
        String counters = channels.entrySet().stream().filter(channel -> channel.getValue().isCounter()).map(Map.Entry::getKey)
                .filter(path -> !SIGNAL.matcher(path).find()).collect(Collectors.joining(", "));
        if (!counters.isEmpty()) {
            throw new StudyException(
                    where + ": " + counters + " only counts, and so is a counter or a clock, and no signal; " + MEND);
        }
    }

    /** What nothing can be learned from, one line each. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        String empty = names(Seen::isEmpty);
        if (!empty.isEmpty()) {
            faults.add("never a value in any recording: " + empty + "; " + MEND);
        }
        String constant = names(Seen::isConstant);
        if (!constant.isEmpty()) {
            faults.add("always the same value in all recordings: " + constant + "; " + MEND);
        }
        return faults;
    }

    private String names(Predicate<Seen> which) {
        return channels.entrySet().stream().filter(channel -> which.test(channel.getValue())).map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
