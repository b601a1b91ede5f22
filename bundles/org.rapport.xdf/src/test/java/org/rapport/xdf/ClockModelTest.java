package org.rapport.xdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Generated recordings of clocks whose true time is known. */
class ClockModelTest {
    private static final double EVERY = 5;
    private final Random random = new Random(12);

    /** A device, recorded from 1000 s of the recorder's clock on; its stamps, their true times, and what was measured. */
    private final class Device {
        private final List<Double> stamps = new ArrayList<>();
        private final List<Double> truth = new ArrayList<>();
        private final List<ClockOffset> offsets = new ArrayList<>();
        private final double rate;
        private final double noise;
        private double now = 1000;

        /** @param noise standard deviation of measurements, in seconds */
        Device(double rate, double noise) {
            this.rate = rate;
            this.noise = noise;
        }

        /** Goes on for some seconds with a clock that begins at a time, and drifts. */
        Device runs(double seconds, double begin, double drift) {
            double start = now;
            for (double at = 0; at < seconds; at += 1 / rate) {
                truth.add(start + at);
                stamps.add(begin + at * (1 + drift));
            }
            for (double at = 1; at < seconds; at += EVERY) {
                double offset = start + at - (begin + at * (1 + drift)) + noise * random.nextGaussian();
                offsets.add(ClockOffset.at(start + at, offset));
            }
            now += seconds;
            return this;
        }

        /** Is off for some seconds. */
        Device rests(double seconds) {
            now += seconds;
            return this;
        }

        /** Some measurements are wrong by so much. */
        Device wrong(int first, int count, double seconds) {
            for (int i = first; i < first + count; i++) {
                ClockOffset right = offsets.get(i);
                offsets.set(i, ClockOffset.at(right.recorderTime(), right.offset() + seconds));
            }
            return this;
        }

        ClockModel model() {
            ClockModel.Builder builder = ClockModel.builder();
            offsets.forEach(builder::add);
            return builder.add(stamps()).build();
        }

        private double[] stamps() {
            return stamps.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** The largest error of all times, in seconds. */
        double error() {
            return error(model());
        }

        double error(ClockModel model) {
            double[] times = model.times(stamps());
            return IntStream.range(0, times.length).mapToDouble(i -> Math.abs(times[i] - truth.get(i))).max().orElseThrow();
        }
    }

    private static ClockModel model(ClockOffset... offsets) {
        ClockModel.Builder builder = ClockModel.builder();
        List.of(offsets).forEach(builder::add);
        return builder.build();
    }

    @Test
    void followsADriftingClockHoweverFarAway() {
        for (double begin : new double[]{1000, 998.5, 901_000, 1.7e9}) {
            for (double drift : new double[]{0, 1e-6, 100e-6, -500e-6}) {
                Device exact = new Device(10, 0).runs(600, begin, drift);
                assertThat(exact.error()).as("%s s, drift %s", begin, drift).isLessThan(begin > 1e9 ? 5e-7 : 1e-9);
                assertThat(exact.model().segments()).singleElement().satisfies(segment -> {
                    assertThat(segment.drift()).isCloseTo(-drift / (1 + drift), within(1e-9));
                    assertThat(segment.measurements()).isEqualTo(120);
                    assertThat(segment.outliers()).isZero();
                });
                assertThat(new Device(10, 1e-3).runs(600, begin, drift).error()).isLessThan(6e-4);
            }
        }
    }

    @Test
    void tellsHowFarTheMeasurementsAreFromTheLine() {
        ClockSegment segment = new Device(10, 3e-4).runs(3600, 5, 20e-6).model().segments().get(0);
        assertThat(segment.spread()).isCloseTo(3e-4, within(3e-5));
        assertThat(segment.largest()).isBetween(2 * segment.spread(), 5 * segment.spread());
    }

    @Test
    void isNotBentByWrongMeasurements() {
        for (double size : new double[]{0.02, 0.4, -0.4, 30, -30, 1e5, -1e5, 1e9}) {
            for (int count : new int[]{1, 3, 8, 20}) {
                for (int first : new int[]{0, 50, 120 - count}) {
                    Device device = new Device(10, 2e-5).runs(600, 901_000, 100e-6).wrong(first, count, size);
                    ClockModel model = device.model();
                    assertThat(device.error(model)).as("%d of %s s from %d on", count, size, first).isLessThan(2e-5);
                    assertThat(model.segments()).hasSize(1);
                    assertThat(model.outliers()).isEqualTo(count);
                }
            }
        }
    }

    /** A clock that stood still: its stamps go on where they were, and only the measurements tell. */
    @Test
    void knowsThatADeviceSlept() {
        Device device = new Device(10, 0).runs(302.3, 50, 0).rests(32.4).runs(300, 352.3, 0);
        assertThat(device.error()).isLessThan(33); // nobody can know at which sample
        assertThat(device.model().segments()).hasSize(2);
        double[] stamps = device.stamps();
        double[] times = device.model().times(stamps);
        assertThat(times[2900]).isCloseTo(1290, within(1e-9));
        assertThat(times[3100]).isCloseTo(device.truth.get(3100), within(1e-9));
    }

    @Test
    void doesNotBelieveAThirdOfAllMeasurementsThatAreLate() {
        Device device = new Device(10, 2e-5).runs(600, 901_000, 100e-6);
        IntStream.range(0, 120).filter(i -> i % 3 == 1).forEach(i -> device.wrong(i, 1, -Math.abs(0.2 * random.nextGaussian())));
        assertThat(device.error()).isLessThan(2e-5);
    }

    /** After a cable was out for 30 s, two hosts that share a clock. */
    @Test
    void doesNotBelieveAConnectionThatCatchesUp() {
        Device device = new Device(30, 3e-5).runs(200, 1000, 0).wrong(20, 1, -0.031).wrong(21, 1, -0.033);
        assertThat(device.error()).isLessThan(2e-5);
        assertThat(device.model().outliers()).isEqualTo(2);
    }

    @Test
    void takesARestartForANewClockInTheOrderOfTheFile() {
        double[] begins = {5e5, 901_400, 901_310, 1e9, 5, 900_950, 901_240, 901_290, 901_297, 901_000};
        for (double begin : begins) {
            for (double rest : new double[]{0.3, 8, 40}) {
                for (double rate : new double[]{1, 10, 250}) {
                    Device device = new Device(rate, 2e-5).runs(300, 901_000, 100e-6).rests(rest).runs(300, begin, -50e-6);
                    ClockModel model = device.model();
                    assertThat(device.error(model)).as("to %s s, off for %s s, %s Hz", begin, rest, rate).isLessThan(5e-5);
                    assertThat(model.segments()).hasSize(2);
                }
            }
        }
    }

    @Test
    void knowsManyRestartsAndWrongMeasurementsTogether() {
        Device device = new Device(10, 2e-5).runs(200, 50, 50e-6).rests(10).runs(200, 60, 0).rests(5).runs(200, 20, -20e-6)
                .rests(90).runs(200, 432_000, 0).wrong(7, 2, 0.4).wrong(39, 1, -77).wrong(85, 5, 3).wrong(159, 1, 1e6);
        assertThat(device.error()).isLessThan(5e-5);
        assertThat(device.model().segments()).hasSize(4);
        assertThat(device.model().outliers()).isEqualTo(9);
    }

    @Test
    void knowsARestartShortlyBeforeTheEndByTheStamps() {
        assertThat(new Device(10, 0).runs(593, 50, 0).rests(1).runs(8, 900, 0).error()).isLessThan(1e-9);
        assertThat(new Device(10, 0).runs(7, 50_000, 0).rests(2).runs(600, 9, 0).error()).isLessThan(1e-9);
    }

    /** Like the public clock_resets.xdf: one device stays, the other's clock begins anew, far away. */
    @Test
    void knowsRestartsOfSlowMarkersToo() {
        Device markers = new Device(0.2, 2e-5).runs(300, 653_000, 0).rests(30).runs(300, 50, 0).rests(20).runs(300, 653_700, 0);
        assertThat(markers.error()).isLessThan(2e-4);
    }

    @Test
    void makesTheBestOfFewMeasurements() {
        assertThat(model(new ClockOffset(50, 7)).times(new double[]{0, 1e5})).containsExactly(7, 100_007);
        assertThat(model(new ClockOffset(50, 7), new ClockOffset(55, 7.0004)).times(new double[]{1050})[0])
                .as("too close together to tell a drift").isCloseTo(1057, within(0.001));
        assertThat(model(new ClockOffset(0, 7), new ClockOffset(600, 7.06)).times(new double[]{300})[0]).as("far enough apart")
                .isCloseTo(307.03, within(1e-9));
        assertThat(model().times(new double[]{3, Double.NaN})).containsExactly(3, Double.NaN);
        assertThat(model().segments()).isEmpty();
    }

    @Test
    void bearsMeasurementsThatAreNoneOrAllAtOneTime() {
        ClockModel model = model(new ClockOffset(Double.NaN, 1), new ClockOffset(10, 2), new ClockOffset(10, 2.0001),
                new ClockOffset(10, 2.0002), new ClockOffset(11, Double.POSITIVE_INFINITY));
        assertThat(model.times(new double[]{5, Double.NaN})[0]).isCloseTo(7.0001, within(1e-6));
        assertThat(model.ignored()).isEqualTo(2);
        Device twice = new Device(10, 2e-5).runs(300, 5, 100e-6);
        List.copyOf(twice.offsets).forEach(twice.offsets::add);
        assertThat(twice.error()).as("the same again, and back in time").isLessThan(1e-4);
    }

    @Test
    void givesTheSameChunkByChunk() {
        Device device = new Device(10, 2e-5).runs(300, 400, 0).rests(5).runs(300, 380, 0);
        double[] stamps = device.stamps();
        ClockModel.Walk walk = device.model().walk();
        double[] chunks = IntStream.range(0, stamps.length / 16 + 1)
                .mapToObj(i -> walk.times(java.util.Arrays.copyOfRange(stamps, 16 * i, Math.min(stamps.length, 16 * i + 16))))
                .flatMapToDouble(DoubleStream::of).toArray();
        assertThat(chunks).containsExactly(device.model().times(stamps));
        assertThat(walk.segment()).isEqualTo(1);
    }

    /** A hostile file must cost time in proportion to its size, and end. */
    @Test
    void endsOnMeasurementsWithoutSense() {
        ClockModel.Builder builder = ClockModel.builder();
        double[] stamps = random.doubles(20_000, -1e9, 1e9).toArray();
        for (int i = 0; i < 5000; i++) {
            builder.add(new ClockOffset(random.nextGaussian() * Math.pow(10, random.nextInt(300)), random.nextGaussian() * 1e8));
        }
        assertThat(builder.add(stamps).build().times(stamps)).hasSize(20_000);
    }
}
