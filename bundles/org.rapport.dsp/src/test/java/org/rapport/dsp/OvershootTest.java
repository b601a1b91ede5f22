package org.rapport.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.api.signal.Block;
import org.rapport.api.signal.Channel;
import org.rapport.api.signal.Channel.Scale;
import org.rapport.api.signal.Origin;
import org.rapport.api.signal.Role;
import org.rapport.api.signal.StreamDescription;

/** Rows beside the samples that they are made of. */
class OvershootTest {
    private static final double DELAY = 0.5;

    private static InputStream stream(double rate, double rows, double[] times, float[] values) {
        InputStream stream = new InputStream(
                new StreamDescription("eye", rate,
                        List.of(new Channel(Role.RECEIVER, "Gaze", "left_pupil", "mm", "", Scale.CONTINUOUS)), Origin.device()),
                rows, DELAY, 0.25);
        stream.add(new Block(stream.description(), times, values, times[times.length - 1]));
        return stream;
    }

    private static float at(InputStream stream, double time) {
        float[] row = new float[1];
        stream.valuesAt(time, row, 0, Double.POSITIVE_INFINITY);
        return row[0];
    }

    private static double[] even(double rate, double seconds) {
        return IntStream.range(0, (int) (rate * seconds)).mapToDouble(i -> i / rate).toArray();
    }

    /** A tracker that sends 0 for a blink, and one that sends nothing: no row is ever less than 0 or more than the pupil. */
    @ParameterizedTest
    @ValueSource(doubles = {25, 30, 60, 120, 250, 500, 1000})
    void pupilsBesideStepsAndGapsStayBetweenTheirSamples(double rate) {
        double[] times = even(rate, 12);
        float[] zeros = new float[times.length];
        float[] gaps = new float[times.length];
        for (int i = 0; i < times.length; i++) {
            boolean blink = times[i] % 3 < 0.22;
            zeros[i] = blink ? 0 : 3.5f;
            gaps[i] = blink ? Float.NaN : 3.5f;
        }
        InputStream steps = stream(rate, 25, times, zeros);
        InputStream lost = stream(rate, 25, times, gaps);
        for (double row = 0.6; row < 11.4; row += 0.04) {
            assertThat(at(steps, row)).as("%s Hz at %s s", rate, row).isBetween(0f, 3.5f);
            float bridged = at(lost, row);
            assertThat(Float.isNaN(bridged) || bridged == 3.5f).as("%s Hz at %s s: %s", rate, row, bridged).isTrue();
        }
    }

    /** Whatever the samples are: steps, spikes, noise, lost samples, jitter, samples at one time. */
    @Test
    void noRowLeavesTheRangeOfItsNeighboursByMoreThanStated() {
        Random random = new Random(14);
        for (int trial = 0; trial < 60; trial++) {
            double rate = new double[]{4, 15, 30, 60, 130, 250}[random.nextInt(6)];
            double rows = new double[]{10, 25, 60}[random.nextInt(3)];
            List<Double> times = new ArrayList<>();
            List<Float> values = new ArrayList<>();
            float level = 3;
            for (int i = 0; i < 3 * rate; i++) {
                if (random.nextInt(8) == 0) {
                    level = random.nextInt(3) == 0 ? 0 : 10 * random.nextFloat();
                }
                if (random.nextInt(12) > 0) {
                    times.add((i + 0.3 * random.nextDouble()) / rate);
                    values.add(random.nextInt(15) == 0 ? Float.NaN : level + (trial % 2) * 0.2f * (float) random.nextGaussian());
                }
            }
            double[] at = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            float[] samples = new float[at.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = values.get(i);
            }
            InputStream stream = stream(rate, rows, at, samples);
            for (double row = 1; row < 2; row += 1 / rows) {
                assertWithin(at(stream, row), row, Math.max(1 / rows, 1.5 / rate), at, samples);
            }
        }
    }

    /** Told anew and in another way: the range of the neighbours, and half of the smaller step that leads out of it. */
    private static void assertWithin(float value, double row, double near, double[] times, float[] samples) {
        if (Float.isNaN(value)) {
            return;
        }
        List<Float> before = new ArrayList<>();
        List<Float> behind = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < times.length; i++) {
            if (!Float.isNaN(samples[i])) {
                if (times[i] <= row) {
                    before.add(0, samples[i]);
                } else {
                    behind.add(samples[i]);
                }
                if (Math.abs(times[i] - row) <= near) {
                    low = Math.min(low, samples[i]);
                    high = Math.max(high, samples[i]);
                }
            }
        }
        if (before.size() < 2 || behind.size() < 2) {
            return;
        }
        low = Math.min(low, Math.min(before.get(0), behind.get(0)));
        high = Math.max(high, Math.max(before.get(0), behind.get(0)));
        double rise = before.get(0) - before.get(1);
        double fall = behind.get(0) - behind.get(1);
        double above = rise > 0 && fall > 0 ? Overshoot.MOST * Math.min(rise, fall) : 0;
        double below = rise < 0 && fall < 0 ? Overshoot.MOST * Math.min(-rise, -fall) : 0;
        assertThat((double) value).as("at %s s", row).isBetween(low - below - 1e-5, high + above + 1e-5);
    }

    /** Each limit is what the description says, counted from all samples: of any channel, part, gap and moment. */
    @Test
    void aValueIsLimitedAsItIsDescribed() {
        Random random = new Random(15);
        int changed = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int count = 4 + random.nextInt(12);
            double[] times = random.ints(count, 0, 12).mapToDouble(i -> i / 4.0).sorted().toArray(); // some at one time
            float[] values = new float[2 * count];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(6) == 0 ? Float.NaN : random.nextInt(9) - 4;
            }
            int from = random.nextInt(2);
            int to = count - random.nextInt(2);
            double time = random.nextInt(24) / 8.0;
            double near = random.nextInt(5) / 4.0;
            Overshoot overshoot = new Overshoot(times, values, 2, from, to, time, near);
            for (int channel = 0; channel < 2; channel++) {
                double value = random.nextInt(81) / 8.0 - 5;
                double expected = limited(value, times, values, channel, from, to, time, near);
                if (!Double.isNaN(expected)) {
                    assertThat(overshoot.limit(value, channel)).isEqualTo(expected);
                    changed += expected == value ? 0 : 1;
                }
            }
        }
        assertThat(changed).isGreaterThan(1000);
    }

    /** NaN if there is no sample on either side, for which nobody asks. */
    private static double limited(double value, double[] times, float[] values, int channel, int from, int to, double time,
            double near) {
        record Sample(double time, double value) {
        }
        List<Sample> before = new ArrayList<>(); // the nearest first
        List<Sample> behind = new ArrayList<>();
        List<Double> neighbours = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Sample sample = new Sample(times[i], values[2 * i + channel]);
            if (Double.isNaN(sample.value)) {
                continue;
            }
            if (sample.time <= time) {
                before.add(0, sample);
            } else {
                behind.add(sample);
            }
            if (Math.abs(sample.time - time) <= near) {
                neighbours.add(sample.value);
            }
        }
        if (!before.isEmpty()) {
            neighbours.add(before.get(0).value);
        }
        if (!behind.isEmpty()) {
            neighbours.add(behind.get(0).value);
        }
        if (neighbours.isEmpty()) {
            return Double.NaN;
        }
        double low = Collections.min(neighbours);
        double high = Collections.max(neighbours);
        double clamped = Math.max(low, Math.min(high, value));
        var first = before.stream().filter(one -> one.time < before.get(0).time).findFirst();
        var last = behind.stream().filter(one -> one.time > behind.get(0).time).findFirst();
        if (clamped == value || first.isEmpty() || last.isEmpty()) {
            return clamped;
        }
        double rise = before.get(0).value - first.get().value;
        double fall = behind.get(0).value - last.get().value;
        double beyond = Math.signum(rise) == Math.signum(fall) && Math.signum(rise) == Math.signum(value - clamped)
                ? Overshoot.MOST * Math.min(Math.abs(rise), Math.abs(fall)) : 0;
        return value > clamped ? Math.min(value, clamped + beyond) : Math.max(value, clamped - beyond);
    }

    /** What a turn needs is let be: the top of a sine between two samples. */
    @Test
    void theTopOfASineLiesAboveItsSamples() {
        double[] times = even(30, 8);
        float[] sine = new float[times.length];
        for (int i = 0; i < sine.length; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * 7.5 * (times[i] - 1 / 60.0) + Math.PI / 2);
        }
        assertThat(at(stream(30, 25, times, sine), 4 + 1 / 60.0)).isCloseTo(1, within(0.01f));
    }

    /** A setting may let a gap be bridged that is wider than the filter looks: nothing in reach is no value, and not 0. */
    @Test
    void nothingInReachIsMissing() {
        InputStream stream = new InputStream(new StreamDescription("eye", 60,
                List.of(new Channel(Role.RECEIVER, "Gaze", "x", "", "", Scale.CONTINUOUS)), Origin.device()), 25, 0.05, 0.5);
        stream.add(new Block(stream.description(), new double[]{1, 1.4}, new float[]{3, 3}, 2));
        assertThat(at(stream, 1.2)).isNaN();
    }
}
