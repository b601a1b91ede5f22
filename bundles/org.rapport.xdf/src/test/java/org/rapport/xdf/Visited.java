package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a recording gave chunk by chunk, to be compared with the whole. */
final class Visited implements XdfVisitor {
    private final Map<Integer, Samples> streams = new LinkedHashMap<>();

    /** Those of a stream: of its times and values, what is the same in every way of reading. */
    private static final class Samples {
        private final StreamHeader header;
        private long[] times = {};
        private Object[] values = {};

        Samples(StreamHeader header) {
            this.header = header;
        }

        void add(long[] moreTimes, Object[] moreValues) {
            times = Arrays.copyOf(times, times.length + moreTimes.length);
            System.arraycopy(moreTimes, 0, times, times.length - moreTimes.length, moreTimes.length);
            values = Arrays.copyOf(values, values.length + moreValues.length);
            System.arraycopy(moreValues, 0, values, values.length - moreValues.length, moreValues.length);
        }
    }

    @Override
    public void stream(int id, String xml, StreamHeader header) {
        streams.put(id, new Samples(header));
    }

    @Override
    public void samples(int id, double[] times, XdfValues values) {
        streams.get(id).add(bits(times), objects(values));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static Object[] objects(XdfValues values) {
        return switch (values.format()) {
            case STRING -> values.strings();
            case FLOAT32, DOUBLE64 -> Arrays.stream(bits(values.doubles())).boxed().toArray();
            default -> Arrays.stream(values.longs()).boxed().toArray();
        };
    }

    /** Compares, to the bit. */
    void check(XdfFile whole) {
        assertThat(whole.streams()).extracting(XdfStream::id).containsExactlyElementsOf(streams.keySet());
        for (XdfStream stream : whole.streams()) {
            Samples samples = streams.get(stream.id());
            assertThat(objects(stream.values())).isEqualTo(samples.values);
            boolean known = Arrays.stream(samples.times).anyMatch(time -> !Double.isNaN(Double.longBitsToDouble(time)));
            double[] deduced = samples.header.deducedTimes(0, samples.times.length);
            assertThat(bits(stream.times())).isIn(samples.times, known ? samples.times : bits(deduced));
        }
    }
}
