package org.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

class DecimatorTest {
    private static final int WIDTH = 2;

    @Property(tries = 200)
    void keepsTheLowestAndHighestOfEveryFiftiethOfASecond(@ForAll long seed, @ForAll @IntRange(min = 250, max = 20_000) int rate,
            @ForAll @IntRange(min = 1, max = 700) int blockSize) {
        Random random = new Random(seed);
        float[] values = new float[WIDTH * 3000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
        }
        double[] times = new double[3000];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1000 + i / (double) rate;
        }
        Rows rows = new Rows(WIDTH, 1 << 16);
        feed(new Decimator(rate, rows), stream(rate), times, values, blockSize);
        Rows.Slice made = rows.slice(0, Integer.MAX_VALUE, Rows.Columns.ALL);

        assertThat(made.times()).isSorted();
        assertThat(made.times().length).isLessThanOrEqualTo((int) (2 * (times[2999] - times[0]) / Decimator.BUCKET) + 4);
        long last = bucket(times[2999]); // still open
        for (int column = 0; column < WIDTH; column++) {
            for (long bucket = bucket(times[0]); bucket < last; bucket++) {
                assertThat(range(made.times(), made.values(), column, bucket)).as("bucket %d of column %d", bucket, column)
                        .isEqualTo(range(times, values, column, bucket));
            }
        }
    }

    @Property(tries = 100)
    void leavesWhatComesSlowlyAsItIs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int rate) {
        Random random = new Random(seed);
        double[] times = new double[500];
        float[] values = new float[500 * WIDTH];
        for (int i = 0; i < times.length; i++) {
            times[i] = i / (double) rate;
            values[WIDTH * i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
            values[WIDTH * i + 1] = i;
        }
        Rows rows = new Rows(WIDTH, 1000);
        feed(new Decimator(rate, rows), stream(rate), times, values, 7);
        Rows.Slice made = rows.slice(0, Integer.MAX_VALUE, Rows.Columns.ALL);
        assertThat(made.times()).isEqualTo(times);
        assertThat(made.values()).isEqualTo(values);
    }

    @Test
    void showsAnIrregularSampleAtOnce() {
        Rows rows = new Rows(WIDTH, 1000);
        feed(new Decimator(0, rows), stream(0), new double[]{5}, new float[]{1, Float.NaN}, 1);
        assertThat(rows.last()).containsExactly(1, Float.NaN);
    }

    private static void feed(Decimator decimator, StreamDescription stream, double[] times, float[] values, int blockSize) {
        for (int from = 0; from < times.length; from += blockSize) {
            int to = Math.min(times.length, from + blockSize);
            decimator.add(new Block(stream, Arrays.copyOfRange(times, from, to),
                    Arrays.copyOfRange(values, from * WIDTH, to * WIDTH), times[to - 1]));
        }
    }

    private static long bucket(double time) {
        return (long) Math.floor(time / Decimator.BUCKET);
    }

    private static List<Float> range(double[] times, float[] values, int column, long bucket) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < times.length; i++) {
            float value = values[i * WIDTH + column];
            if (bucket(times[i]) == bucket && !Float.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new ArrayList<>(List.of(low, high));
    }

    private static StreamDescription stream(double rate) {
        return new StreamDescription("s", rate, List.of(channel("a"), channel("b")), Origin.device());
    }

    private static Channel channel(String label) {
        return new Channel(Role.EMITTER, "Audio", label, "", "", Channel.Scale.CONTINUOUS);
    }
}
