package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** Rows against the signal itself, in double precision; 25 rows a second with 0.5 s of delay. */
class ResamplingAccuracyTest {
    private static final double RATE = 25;
    private static final double DELAY = 0.5;
    /** 0.1 dB. */
    private static final double TENTH_OF_A_DECIBEL = Math.pow(10, 0.1 / 20) - 1;

    /** Times from 0 to 20 s, each off by some jitter, without those that were lost. */
    private static double[] times(double rate, double jitter, double lost) {
        Random random = new Random(7);
        return IntStream.range(0, (int) (20 * rate)).mapToDouble(i -> i / rate + jitter * random.nextGaussian())
                .filter(time -> random.nextDouble() >= lost).sorted().toArray();
    }

    /** Signals that were sampled at some times and can be asked for any row; channels share their weights. */
    private static final class Sampled {
        private final InputStream stream;
        private final float[] row;

        Sampled(double rate, double[] times, DoubleUnaryOperator... signals) {
            List<Channel> channels = IntStream.range(0, signals.length)
                    .mapToObj(c -> new Channel(Role.RECEIVER, "Test", "c" + c, "", "", Scale.CONTINUOUS)).toList();
            stream = new InputStream(new StreamDescription("x", rate, channels, Origin.device()), RATE, DELAY, 0.25);
            row = new float[signals.length];
            float[] values = new float[times.length * signals.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) signals[i % signals.length].applyAsDouble(times[i / signals.length]);
            }
            stream.add(new Block(stream.description(), times, values, 20));
        }

        double at(double time) {
            return allAt(time)[0];
        }

        float[] allAt(double time) {
            stream.valuesAt(time, row, 0, Double.POSITIVE_INFINITY);
            return row;
        }
    }

    /**
     * The complex response at a frequency, as the worst error of its size and the mean shift in time over many rows: a sine and
     * a cosine are fed.
     */
    private record Response(double worstAmplitude, double shiftSeconds) {
        static Response of(double rate, double jitter, double lost, double frequency) {
            double[] times = times(rate, jitter, lost);
            double omega = 2 * Math.PI * frequency;
            Sampled both = new Sampled(rate, times, t -> Math.cos(omega * t), t -> Math.sin(omega * t));
            double worst = 0;
            double phase = 0;
            int rows = 0;
            for (double row = 3; row < 13; row += 1 / RATE, rows++) {
                double re = both.allAt(row)[0];
                double im = both.allAt(row)[1];
                double along = re * Math.cos(omega * row) + im * Math.sin(omega * row);
                double across = im * Math.cos(omega * row) - re * Math.sin(omega * row);
                worst = Math.max(worst, Math.abs(Math.hypot(re, im) - 1));
                phase += Math.atan2(across, along);
            }
            return new Response(worst, phase / rows / omega);
        }
    }

    @ParameterizedTest(name = "{0} Hz, jitter {1} s, {2} lost, sine of {3} Hz")
    @CsvSource({"1000, 0, 0, 0.3", "1000, 0, 0, 8", "1000, 0.0002, 0, 0.3", "1000, 0.0002, 0, 5", "1000, 0.0002, 0, 8",
            "1000, 0.0002, 0.02, 8", "2000, 0.0002, 0, 0.3", "2000, 0.0002, 0, 8", "500, 0.0004, 0, 8", "250, 0.0005, 0, 8",
            "100, 0, 0, 8", "100, 0.001, 0, 8", "60, 0, 0, 8", "60, 0.002, 0, 8", "30, 0, 0, 8", "30, 0.004, 0, 0.3",
            "30, 0.004, 0, 1", "30, 0.004, 0, 3", "30, 0.004, 0, 8", "29.97, 0.003, 0, 6", "30, 0.004, 0.02, 1",
            "64, 0.001, 0, 7", "4, 0, 0, 0.3"})
    void keepsSinesOfThePassBand(double rate, double jitter, double lost, double frequency) {
        Response response = Response.of(rate, jitter, lost, frequency);
        assertThat(response.worstAmplitude()).as("amplitude error").isLessThan(TENTH_OF_A_DECIBEL);
        assertThat(Math.abs(response.shiftSeconds())).as("seconds off the stated time")
                .isLessThan(jitter == 0 && rate >= 30 ? 1e-6 : 2e-5);
    }

    /** Up to 0.4 of a stream's rate, and with jitter of 0.12 of its period at 60 Hz, 0.2 at 100 Hz and above. */
    @ParameterizedTest(name = "{0} Hz, jitter {1} s")
    @CsvSource({"1000, 0", "1000, 0.00001", "1000, 0.0002", "2000, 0", "2000, 0.0001", "500, 0.0004", "250, 0.0005",
            "250, 0.0008", "100, 0", "100, 0.0005", "100, 0.002", "60, 0", "60, 0.001", "60, 0.002"})
    void suppressesAliases(double rate, double jitter) {
        double[] frequencies = DoubleStream
                .concat(DoubleStream.of(13, 20, 25, 37.5, 50, 80, 111, 160, 201, 300, 400, 600).filter(f -> f < 0.4 * rate),
                        DoubleStream.of(0.4 * rate))
                .toArray();
        assertSuppressed(rate, jitter, frequencies);
    }

    /** Stamps that are off by 0.4 of a period: up to a fifth of the rate. */
    @Test
    void suppressesAliasesAtWildTimes() {
        assertSuppressed(2000, 0.0002, 13, 20, 25, 37.5, 50, 80, 111, 160, 201, 300, 400);
    }

    private static void assertSuppressed(double rate, double jitter, double... frequencies) {
        Sampled sines = new Sampled(rate, times(rate, jitter, 0), Arrays.stream(frequencies)
                .<DoubleUnaryOperator>mapToObj(f -> t -> Math.sin(2 * Math.PI * f * t)).toArray(DoubleUnaryOperator[]::new));
        for (int i = 0; i < 150; i++) {
            float[] row = sines.allAt(3 + i / RATE);
            for (int f = 0; f < row.length; f++) {
                assertThat(20 * Math.log10(Math.abs(row[f]))).as("dB of %s Hz", frequencies[f]).isLessThan(-60);
            }
        }
    }

    /** From 0.1 to 8 Hz in 14 s. */
    @Test
    void followsAChirp() {
        DoubleUnaryOperator chirp = t -> Math.sin(2 * Math.PI * (0.1 * (t - 3) + 0.5 * (7.9 / 14) * (t - 3) * (t - 3)));
        double[] times = times(30, 0.004, 0);
        Sampled sampled = new Sampled(30, times, chirp);
        for (double row = 3.5; row < 16.5; row += 1 / RATE) {
            assertThat(sampled.at(row)).as("at %s s", row).isCloseTo(chirp.applyAsDouble(row), within(TENTH_OF_A_DECIBEL));
        }
    }

    /** A step is low-passed: it rings, but settles on both sides and is half way at its time. */
    @Test
    void settlesAroundAStep() {
        double[] times = times(100, 0, 0);
        Sampled step = new Sampled(100, times, t -> t < 9.995 ? 0 : 1);
        assertThat(step.at(9.5)).isCloseTo(0, within(1e-3));
        assertThat(step.at(9.995)).isCloseTo(0.5, within(1e-3));
        assertThat(step.at(10.5)).isCloseTo(1, within(1e-3));
    }

    /** A camera that loses five pictures in a row: what moves slowly is bridged, and nothing explodes. */
    @Test
    void bridgesLostFrames() {
        double[] times = Arrays.stream(times(30, 0.003, 0)).filter(time -> time < 10 || time > 10.17).toArray();
        Sampled slow = new Sampled(30, times, t -> Math.sin(2 * Math.PI * 0.5 * t));
        Sampled fast = new Sampled(30, times, t -> Math.sin(2 * Math.PI * 6 * t));
        for (double row = 9.5; row < 10.7; row += 1 / RATE) {
            assertThat(slow.at(row)).isCloseTo(Math.sin(Math.PI * row), within(0.03));
            assertThat(Math.abs(fast.at(row))).isLessThan(2.5);
        }
    }

    /** Missing values of one channel do not touch the others, whatever they are. */
    @Test
    void treatsChannelsAlone() {
        int channels = 2000;
        List<Channel> list = IntStream.range(0, channels)
                .mapToObj(c -> new Channel(Role.RECEIVER, "Test", "c" + c, "", "", Scale.CONTINUOUS)).toList();
        InputStream all = new InputStream(new StreamDescription("all", 60, list, Origin.device()), RATE, DELAY, 0.25);
        double[] times = times(60, 0.002, 0);
        float[] values = new float[times.length * channels];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = i % channels % 3 == 0 && random.nextInt(20) == 0 ? Float.NaN : random.nextFloat();
        }
        all.add(new Block(all.description(), times, values, 20));
        float[] row = new float[channels];
        all.valuesAt(10.02, row, 0, Double.POSITIVE_INFINITY);
        for (int c : new int[]{0, 1, 2, 3, 999, 1998, 1999}) {
            float[] one = new float[times.length];
            for (int i = 0; i < one.length; i++) {
                one[i] = values[i * channels + c];
            }
            InputStream alone = new InputStream(new StreamDescription("one", 60, List.of(list.get(c)), Origin.device()), RATE,
                    DELAY, 0.25);
            alone.add(new Block(alone.description(), times, one, 20));
            float[] expected = new float[1];
            alone.valuesAt(10.02, expected, 0, Double.POSITIVE_INFINITY);
            assertThat(row[c]).isEqualTo(expected[0]);
        }
    }
}
