package org.rapport.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.StreamId;
import org.rapport.api.signal.StreamQuality;
import org.rapport.api.signal.StreamStatus;

/** What came of one stream during a preflight. */
final class StreamTrial {
    /** Seconds between two measurements of a clock that tell a drift. */
    private static final double LONG_ENOUGH = 2;

    private final StreamId id;
    private final Map<String, Validity> validities = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private StreamStatus status;
    /** The first news of its clock, and the last of all. */
    private StreamQuality first;
    private StreamQuality quality;
    private double rate;
    private boolean sampled;
    private String clock = "";
    private long samples;

    /** How many values of a content type came, and how many of them were not NaN. */
    private static final class Validity {
        private long values;
        private long valid;

        double share() {
            return (double) valid / values;
        }
    }

    StreamTrial(StreamId id) {
        this.id = id;
    }

    void take(StreamStatus news) {
        boolean more = status != null && status.state() == StreamStatus.State.LIVE && news.state() == StreamStatus.State.LIVE;
        if (more && !news.warning()) {
            notes.add(news.reason()); // the first only says that it is there
        }
        status = news;
        if (news.warning()) {
            warnings.add(news.reason());
        }
    }

    void take(StreamQuality news) {
        quality = news;
        if (first == null && Double.isFinite(news.offset())) {
            first = news;
        }
    }

    void takeMarker() {
        samples++;
    }

    void take(Block block) {
        samples += block.samples();
        rate = block.stream().rate();
        sampled = block.stream().channels().stream().anyMatch(channel -> channel.scale() == Channel.Scale.CONTINUOUS);
        clock = block.stream().origin() instanceof Origin.Device device ? device.clock() : "";
        for (int channel = 0; channel < block.stream().channels().size(); channel++) {
            Validity validity = validities.computeIfAbsent(block.stream().channels().get(channel).type(), type -> new Validity());
            validity.values += block.samples();
            for (int sample = 0; sample < block.samples(); sample++) {
                validity.valid += Float.isNaN(block.value(sample, channel)) ? 0 : 1;
            }
        }
    }

    String name() {
        return id.name();
    }

    /** What the device says of its own identity, empty if nothing. */
    String sourceId() {
        return id.sourceId();
    }

    /** Whether it stands for the node itself, which has not found a device. */
    boolean isOf(String node) {
        return id.equals(StreamId.of(node));
    }

    /** What the user should look at although it goes on, one line each. */
    Set<String> warnings() {
        return warnings;
    }

    boolean hasSignals() {
        return samples > 0;
    }

    /** Whether it was there when the preflight ended. */
    boolean isLive() {
        return status == null ? samples > 0 : status.state() == StreamStatus.State.LIVE;
    }

    /** The last that was said about it. */
    String words() {
        return status == null ? "silent" : status.state() + ": " + status.reason();
    }

    /** What it told of itself while it was live. */
    List<String> notes() {
        return notes;
    }

    String state() {
        return status == null ? "-" : status.state().name();
    }

    /** Samples a second as the device says, 0 if irregular. */
    double nominalRate() {
        return rate;
    }

    /** Whether it has values between its samples, so that its rate is measured where it says none. */
    boolean isSampled() {
        return sampled;
    }

    /** By which clock it is timed, empty if it does not say. */
    String clock() {
        return clock;
    }

    long samples() {
        return samples;
    }

    /** The last news of its quality, null if there was none. */
    StreamQuality quality() {
        return quality;
    }

    /** Seconds a second by which its clock surely drifts, beyond what is uncertain of its offsets; 0 if that cannot be told. */
    double drift() {
        if (first == null || !(quality.time() - first.time() >= LONG_ENOUGH)) {
            return 0;
        }
        double sure = Math.abs(quality.offset() - first.offset()) - quality.uncertainty() - first.uncertainty();
        return sure > 0 ? sure / (quality.time() - first.time()) : 0;
    }

    /** The part of its values that is not missing, by content type. */
    Map<String, Double> validity() {
        Map<String, Double> shares = new TreeMap<>();
        validities.forEach((type, validity) -> shares.put(type, validity.share()));
        return shares;
    }
}
