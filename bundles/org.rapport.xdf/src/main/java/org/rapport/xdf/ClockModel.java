package org.rapport.xdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * How a device's clock went beside the recorder's, found from the offsets that were measured while it was recorded and from the
 * stamps of its samples; takes the stamps to the recorder's clock. A line for each time that the device's clock restarted, which
 * single wrong measurements and bursts of them do not bend. Where all is well it gives the times that pyxdf gives.
 */
public final class ClockModel {
    private final List<ClockSegment> segments;
    private final Deque<SegmentPlan.Change> changes;
    private final int outliers;
    private final int ignored;

    private ClockModel(List<ClockSegment> segments, Deque<SegmentPlan.Change> changes, int outliers, int ignored) {
        this.segments = List.copyOf(segments);
        this.changes = changes;
        this.outliers = outliers;
        this.ignored = ignored;
    }

    /** Gathers what a recording holds of one stream, in the order of the file; for files of any size. */
    public static final class Builder {
        private final List<ClockOffset> offsets = new ArrayList<>();
        private final StampSteps steps = new StampSteps();
        private int ignored;

        private Builder() {
        }

        /** Takes the next measurement. One that is no number is only counted. */
        public Builder add(ClockOffset offset) {
            if (offset.isFinite()) {
                offsets.add(offset);
            } else {
                ignored++;
            }
            return this;
        }

        /** Takes the stamps of the next samples, in seconds of the device's clock. */
        public Builder add(double... stamps) {
            steps.add(stamps);
            return this;
        }

        /** The model of all offsets and stamps that were added. */
        public ClockModel build() {
            if (offsets.isEmpty()) {
                return new ClockModel(List.of(), new ArrayDeque<>(), 0, ignored);
            }
            steps.end();
            List<ClockSegment> segments = Restarts.of(offsets, steps).stream().map(ClockLine::fit).toList();
            int believed = segments.stream().mapToInt(ClockSegment::measurements).sum();
            return new ClockModel(segments, SegmentPlan.changes(segments, steps), offsets.size() - believed, ignored);
        }
    }

    /** Takes the stamps of a stream to the recorder's clock, in the order of the file. */
    public final class Walk {
        private final Deque<SegmentPlan.Change> ahead = new ArrayDeque<>(changes);
        private int segment;
        private long index;

        private Walk() {
        }

        /** One that goes on from here, whatever becomes of this one. */
        public Walk copy() {
            Walk copy = new Walk();
            copy.ahead.clear();
            copy.ahead.addAll(ahead);
            copy.segment = segment;
            copy.index = index;
            return copy;
        }

        /** The times of the next samples on the recorder's clock, in seconds; as they are if no offset was measured. */
        public double[] times(double[] stamps) {
            return Arrays.stream(stamps).map(this::time).toArray();
        }

        /** That of the next sample. */
        public double time(double stamp) {
            while (!ahead.isEmpty() && index >= ahead.getFirst().index() && stamp >= ahead.getFirst().stamp()) {
                segment = ahead.removeFirst().segment();
            }
            index++;
            return segments.isEmpty() ? stamp : segments.get(segment).time(stamp);
        }

        /** The number of the segment that holds now; -1 if no offset was measured. */
        public int segment() {
            return segments.isEmpty() ? -1 : segment;
        }
    }

    /** A model of which nothing is known yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The clock of a stream that was read whole. */
    public static ClockModel of(XdfStream stream) {
        Builder builder = builder();
        stream.clockOffsets().forEach(builder::add);
        return builder.add(stream.times()).build();
    }

    /** Begins with the first sample. */
    public Walk walk() {
        return new Walk();
    }

    /** The times of all samples on the recorder's clock; see {@link Walk#times}. */
    public double[] times(double[] stamps) {
        return walk().times(stamps);
    }

    /** One for each time that the device's clock began, in the order of the file; none if no offset was measured. */
    public List<ClockSegment> segments() {
        return segments;
    }

    /** Measurements that are not believed, as they fit to none of the others. */
    public int outliers() {
        return outliers;
    }

    /** Measurements that are no numbers. */
    public int ignored() {
        return ignored;
    }
}
