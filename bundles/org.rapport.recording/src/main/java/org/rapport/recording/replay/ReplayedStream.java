package org.rapport.recording.replay;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

import org.lsl4j.Lsl;
import org.lsl4j.Outlet;
import org.lsl4j.StreamInfo;
import org.rapport.xdf.XdfFormat;
import org.rapport.xdf.XdfStream;

/** A recorded stream that is being sent again, described as it was. */
final class ReplayedStream implements AutoCloseable {
    /** The samples whose time is known. */
    private final int[] samples;
    private final double[] times;
    private final int width;
    private final Values values;
    private final String title;
    private final Outlet outlet;
    private int next;

    /** Sends some samples. */
    private interface Values {
        /** @param numbers of the samples in the recording */
        void push(Outlet outlet, int[] numbers, double[] stamps);
    }

    /**
     * Offers it.
     *
     * @param title its name, unique in the recording
     * @param freshId whether it gets a source id of its own instead of its device's
     * @throws org.lsl4j.LslException if it cannot be offered
     */
    ReplayedStream(Lsl lsl, XdfStream stream, String title, boolean freshId) {
        this.title = title;
        times = stream.times();
        samples = IntStream.range(0, times.length).filter(i -> !Double.isNaN(times[i])).toArray();
        width = stream.channelCount();
        values = values(stream);
        StreamInfo recorded = StreamInfo.parse(stream.header());
        outlet = lsl.outlet(freshId ? recorded.toBuilder().sourceId("replay-" + UUID.randomUUID()).build() : recorded);
    }

    private Values values(XdfStream stream) {
        if (stream.format() == XdfFormat.STRING) {
            String[] all = stream.values().strings();
            return (to, numbers, stamps) -> {
                String[] part = new String[numbers.length * width];
                copy(numbers, all, part);
                to.pushChunk(part, stamps);
            };
        }
        if (stream.format() == XdfFormat.FLOAT32) {
            float[] all = stream.values().floats();
            return (to, numbers, stamps) -> {
                float[] part = new float[numbers.length * width];
                copy(numbers, all, part);
                to.pushChunk(part, stamps);
            };
        }
        if (stream.format() == XdfFormat.INT64) {
            long[] all = stream.values().longs();
            return (to, numbers, stamps) -> {
                long[] part = new long[numbers.length * width];
                copy(numbers, all, part);
                to.pushChunk(part, stamps);
            };
        }
        double[] all = stream.values().doubles(); // exact for all others
        return (to, numbers, stamps) -> {
            double[] part = new double[numbers.length * width];
            copy(numbers, all, part);
            to.pushChunk(part, stamps);
        };
    }

    private void copy(int[] numbers, Object all, Object part) {
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(all, numbers[i] * width, part, i * width, width);
        }
    }

    /** Its name, made unique among all of the recording. */
    String title() {
        return title;
    }

    /** Time of its first sample in seconds of the recording, infinite if it has none. */
    double first() {
        return IntStream.of(samples).mapToDouble(i -> times[i]).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Time of its last sample in seconds of the recording. */
    double last() {
        return IntStream.of(samples).mapToDouble(i -> times[i]).max().orElse(Double.NEGATIVE_INFINITY);
    }

    boolean hasConsumers() {
        return outlet.consumers() > 0;
    }

    /**
     * Sends what is due.
     *
     * @param until time in seconds of the recording
     * @param begin time of the recording that was played at {@code now}
     * @param now when that was, in seconds of the LSL clock
     * @param speed seconds of the recording in a second
     */
    void advance(double until, double begin, double now, double speed) {
        int from = next;
        while (next < samples.length && times[samples[next]] <= until) {
            next++;
        }
        if (next > from) {
            int[] due = Arrays.copyOfRange(samples, from, next);
            values.push(outlet, due, IntStream.of(due).mapToDouble(i -> now + (times[i] - begin) / speed).toArray());
        }
    }

    /** Begins again. */
    void rewind() {
        next = 0;
    }

    @Override
    public void close() {
        outlet.close();
    }
}
