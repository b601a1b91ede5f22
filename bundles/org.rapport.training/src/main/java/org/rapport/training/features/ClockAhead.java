package org.rapport.training.features;

import java.util.Arrays;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.DeviceTime;
import org.rapport.api.signal.Marker;
import org.rapport.api.signal.Signal;
import org.rapport.api.signal.StreamStatus;
import org.rapport.xdf.XdfStream;

/**
 * The clock of a recording, if it had been ahead: all that was recorded has later stamps and nothing else is different. Rows are
 * made at whole multiples of their distance, so they then lie elsewhere between the samples.
 *
 * @param seconds by how much
 */
record ClockAhead(double seconds) {
    /** The clock that recorded. */
    static final ClockAhead NONE = new ClockAhead(0);

    XdfStream of(XdfStream stream) {
        return seconds == 0 ? stream : stream.withTimes(of(stream.times()));
    }

    Signal of(Signal signal) {
        if (seconds == 0) {
            return signal;
        }
        if (signal instanceof Block block) {
            return new Block(block.stream(), of(block.times()), block.values(), block.arrived() + seconds,
                    new DeviceTime(block.device().stamps(), block.device().correction() + seconds));
        }
        if (signal instanceof Marker marker) {
            return new Marker(marker.stream(), marker.time() + seconds, marker.values(), marker.format());
        }
        if (signal instanceof StreamStatus status) {
            return new StreamStatus(status.stream(), status.state(), status.time() + seconds, status.reason(), status.warning());
        }
        return signal;
    }

    private double[] of(double... times) {
        return Arrays.stream(times).map(time -> time + seconds).toArray();
    }

    /** What features depend on besides all else; nothing for the clock that recorded. */
    String settings() {
        return seconds == 0 ? "" : "\nclock ahead by " + seconds;
    }
}
