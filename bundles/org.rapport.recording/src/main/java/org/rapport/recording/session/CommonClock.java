package org.rapport.recording.session;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.rapport.xdf.ClockOffset;
import org.rapport.xdf.XdfStream;

/**
 * Takes a recorded stream's stamps to the recorder's clock by the clock offsets that were measured meanwhile: between two of
 * them along a line, before the first and after the last by that one.
 */
final class CommonClock {
    /** When the offsets were measured, in seconds of the device's clock, ascending. */
    private final double[] measured;
    private final double[] offsets;

    private CommonClock(List<ClockOffset> sorted) {
        measured = sorted.stream().mapToDouble(offset -> offset.time() - offset.offset()).toArray();
        offsets = sorted.stream().mapToDouble(ClockOffset::offset).toArray();
    }

    /** The times of a stream's samples on the recorder's clock, in seconds; as recorded if no offset was measured. */
    static double[] times(XdfStream stream) {
        List<ClockOffset> sorted = stream.clockOffsets().stream()
                .filter(offset -> Double.isFinite(offset.time()) && Double.isFinite(offset.offset()))
                .sorted(Comparator.comparingDouble(offset -> offset.time() - offset.offset())).toList();
        if (sorted.isEmpty()) {
            return stream.times();
        }
        CommonClock clock = new CommonClock(sorted);
        return Arrays.stream(stream.times()).map(clock::time).toArray();
    }

    private double time(double stamp) {
        int at = Arrays.binarySearch(measured, stamp);
        int next = at >= 0 ? at : -at - 1;
        if (next == 0 || Double.isNaN(stamp)) {
            return stamp + offsets[0];
        }
        if (next == measured.length) {
            return stamp + offsets[next - 1];
        }
        double share = (stamp - measured[next - 1]) / (measured[next] - measured[next - 1]);
        return stamp + offsets[next - 1] + share * (offsets[next] - offsets[next - 1]);
    }
}
