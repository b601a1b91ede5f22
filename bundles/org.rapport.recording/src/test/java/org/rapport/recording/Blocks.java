package org.rapport.recording;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** Streams and blocks for the tests. */
final class Blocks {
    private Blocks() {
    }

    static StreamDescription stream(String name, double rate, int channels) {
        List<Channel> list = IntStream.range(0, channels)
                .mapToObj(c -> new Channel(Role.RECEIVER, "Gaze", "c" + c, "px", "tobii", Channel.Scale.CONTINUOUS)).toList();
        return new StreamDescription(name, rate, list, Origin.derived("test", Map.of("delay", "0.5", "2 odd key", "<&>")));
    }

    /** Consecutive samples, all channels of each holding its number. */
    static Block counting(StreamDescription stream, long first, int samples, double start) {
        int channels = stream.channels().size();
        double[] times = new double[samples];
        float[] values = new float[samples * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i / channels;
        }
        for (int i = 0; i < samples; i++) {
            times[i] = start + (first + i) / stream.rate();
        }
        return new Block(stream, times, values, times[samples - 1]);
    }
}
