package org.rapport.recording.session;

import org.rapport.api.signal.Signal;

/**
 * A signal as it came in when it was recorded.
 *
 * @param source the source node of a pipeline that it came from or would come from
 * @param signal the signal
 * @param arrived when it came, in seconds of the recorder's clock
 * @param position its place in the order in which everything came; the same for all whose place nobody kept
 */
public record RecordedSignal(String source, Signal signal, double arrived, long position) implements Comparable<RecordedSignal> {
    /** The same from that source node. */
    RecordedSignal from(String other) {
        return new RecordedSignal(other, signal, arrived, position);
    }

    @Override
    public int compareTo(RecordedSignal other) {
        int order = Long.compare(position, other.position);
        return order != 0 ? order : Double.compare(arrived, other.arrived);
    }
}
